"""Where the work of a case runs: on this machine, or on a cluster whose workers fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from earwitness.pipeline.speech import MODEL as SPEECH_DETECTOR
from earwitness.records.errors import ModelMissing
from earwitness.runtime.executors.cluster import joined
from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.runner import Workplace

LOCAL = "local"


@contextmanager
def with_executor(place: Workplace, executor: str) -> Iterator[Workplace]:
    """The same workplace with that executor.

    Raises:
        WrongUsage: there is no such executor, or calls would travel to it in the clear.
        CaseUnusable: the cluster cannot be reached, or one of its workers does not fit.
    """
    if executor == LOCAL:
        yield place
        return
    section = place.settings.cluster
    mark = place.folder.derived / f"seen-by-workers-{uuid4().hex}"
    mark.parent.mkdir(exist_ok=True)
    mark.write_text(mark.name, "utf-8")
    try:
        with joined(
            executor,
            _demand(place, mark),
            unencrypted=section.unencrypted,
            wait_seconds=section.wait_seconds,
        ) as cluster:
            yield replace(place, cluster=cluster)
    finally:
        mark.unlink(missing_ok=True)


def _demand(place: Workplace, mark: Path) -> Demand:
    return Demand(
        code=code_here(),
        libraries=libraries_here(),
        models=tuple(_models(place)),
        root=str(place.folder.root),
        mark=str(mark),
        told=mark.name,
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
