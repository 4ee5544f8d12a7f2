"""Where the work of a case runs: on this machine, or on a cluster whose workers fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

from earwitness.app.shared_places import shared_place
from earwitness.pipeline.speech import MODEL as SPEECH_DETECTOR
from earwitness.records.errors import ModelMissing
from earwitness.runtime.executors.cluster import joined
from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here
from earwitness.runtime.executors.shared_place import SharedPlace
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.runner import Workplace

LOCAL = "local"


@contextmanager
def with_executor(place: Workplace, executor: str) -> Iterator[Workplace]:
    """The same workplace with that executor.

    Raises:
        WrongUsage: there is no such executor, or calls would travel to it in the clear.
        CaseUnusable: the cluster or the shared place cannot be reached, or a worker does not fit.
    """
    if executor == LOCAL:
        yield place
        return
    section = place.settings.cluster
    with (
        shared_place(place.folder, section.shared) as shared,
        _mark(place, shared) as (mark, told),
        joined(
            executor,
            _demand(place, mark, told),
            unencrypted=section.unencrypted,
            wait_seconds=section.wait_seconds,
            place=shared,
        ) as cluster,
    ):
        yield replace(place, cluster=cluster)


@contextmanager
def _mark(place: Workplace, shared: SharedPlace | None) -> Iterator[tuple[str, str]]:
    """Path or address, and text, of a file by which workers show that they see the case's."""
    told = f"seen-by-workers-{uuid4().hex}"
    if shared is not None:
        yield shared.tell(told), told
        return
    mark = place.folder.derived / told
    mark.parent.mkdir(exist_ok=True)
    mark.write_text(told, "utf-8")
    try:
        yield str(mark), told
    finally:
        mark.unlink(missing_ok=True)


def _demand(place: Workplace, mark: str, told: str) -> Demand:
    return Demand(
        code=code_here(),
        libraries=libraries_here(),
        models=tuple(_models(place)),
        root=str(place.folder.root),
        mark=mark,
        told=told,
    )


def _models(place: Workplace) -> Iterator[tuple[str, str]]:
    """Name and weights digest of every model that the case uses and this machine has."""
    settings = place.settings
    names = (
        SPEECH_DETECTOR,
        settings.hearing.model,
        settings.hearing.second_model,
        settings.voices.model,
        settings.claims.sentence_model,
        *settings.translation.models.values(),
    )
    for name in sorted({name for name in names if name}):
        try:
            yield name, named_model(name, beside=place.folder.root).weights_digest
        except ModelMissing:  # the stage that needs it says so, or does without
            continue
