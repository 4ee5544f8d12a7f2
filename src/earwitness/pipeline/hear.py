"""Hear: spans of speech become text with word times, and English; by one recogniser or two."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from earwitness.calls.engines.devices import resolve
from earwitness.calls.engines.resampling import resampled
from earwitness.calls.front_end import prepared
from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions, Recogniser
from earwitness.calls.sound_file import SoundFile
from earwitness.pipeline.groups import MINUTES_A_SECOND, GroupTask, made_in_groups
from earwitness.pipeline.signals import signals_from
from earwitness.pipeline.speech import seconds_of
from earwitness.records.custody import Provenance
from earwitness.records.errors import CaseUnusable
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime import plugins
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.executors.case_files import CaseFile
from earwitness.runtime.executors.cluster import Cluster
from earwitness.runtime.models.catalogue import built_in
from earwitness.runtime.models.store import InstalledModel, require
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.settings import Settings
from earwitness.runtime.store import results

LEAST_SECONDS = 90.0
"""Of speech in a task: enough clips to be heard together."""

CARD_SECONDS = 30 * 60.0
"""Of speech in a task for a graphics card at most: it hears that in the time that a processor needs
for a minute or two, and a task must fill it. Estimate: not measured on a card by us."""

GIGABYTE = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """What hears in a case: the entry point and the model, and how."""

    recogniser: str
    model: InstalledModel
    options: HearingOptions

    @property
    def engine(self) -> tuple[str, str, str]:
        """What a worker needs to make the recogniser."""
        return self.recogniser, str(self.model.path), self.model.weights_digest

    @property
    def slowness(self) -> float:
        """How much more time than a small model it may take: its gigabytes. Estimate."""
        return max(1.0, self.model.size / GIGABYTE)


class HearStage:
    """Single-threaded workers, each with a model of its own, batching across recordings."""

    unit = "seconds"

    def __init__(self, which: Literal["first", "second"] = "first") -> None:
        self.which = which
        self.name = "hear" if which == "first" else "hear_second"
        self.label = "Hearing and translating" if which == "first" else "Hearing a second time"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording whose speech was looked for; nothing without a second model."""
        digests, seen = results.digests("speech"), results.digests("signals")
        if not digests or (self.which == "second" and not place.settings.hearing.second_model):
            return []
        ear = ear_of(place.settings, self.which, place.cluster)
        recogniser = recogniser_of(*ear.engine)
        options = canonical_json(asdict(ear.options)).decode()
        return [
            Work(
                subject=sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=recogniser.name,
                    version=recogniser.version,
                    weights_digest=recogniser.weights_digest,
                    options=options,
                    input_digests=tuple(own[sha256] for own in (digests, seen) if sha256 in own),
                ),
                size=seconds_of(spans),
            )
            for sha256, spans in results.outputs("speech")
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Hear the longest first, so that no worker is left alone with a long one."""
        ordered = sorted(work, key=lambda item: -item.size)
        subjects = [item.subject for item in ordered]
        speech, signals = (results.outputs_in_turn(own, subjects) for own in ("speech", "signals"))
        inputs = (
            None if spans is None else (CaseFile(place.folder.audio(subject)), spans, seen)
            for subject, spans, seen in zip(subjects, speech, signals, strict=True)
        )
        ear = ear_of(place.settings, self.which, place.cluster)
        on_card = ear.options.device != "cpu"
        return made_in_groups(
            self.name,
            hear_group,
            ordered,
            inputs,
            GroupTask(items=(), engine=ear.engine, options=ear.options),
            place,
            most=max(
                CARD_SECONDS if on_card else 0, 60.0 * place.settings.hearing.minutes_per_save
            ),
            least=LEAST_SECONDS,
            minutes_a_unit=MINUTES_A_SECOND * ear.slowness,
            memory=not on_card,  # a card's driver maps far more than it uses
            resource="gpu" if on_card else "cpu",
        )


def ear_of(
    settings: Settings, which: Literal["first", "second"], cluster: Cluster | None = None
) -> Ear:
    """Who hears: from the settings, and from the catalogue what they leave open. On a cluster a
    graphics card is one of its workers'.

    Raises:
        ModelMissing: the model, the recogniser or the device is not here.
        WrongUsage: the catalogue has no such model.
        CaseUnusable: the model knows none of the languages that the case declares.
    """
    hearing, languages = settings.hearing, settings.case.languages
    wanted = hearing.model if which == "first" else hearing.second_model
    chosen = hearing.recogniser if which == "first" else hearing.second_recogniser
    model = built_in().get(wanted)
    if not chosen and languages and not knows_any(model.languages, languages):
        raise CaseUnusable(
            f"The model {model.id} knows {', '.join(model.languages)}; the case declares "
            f"{', '.join(languages)}.",
            remedy="Name another model in [hearing] of case.toml: `earwitness models recommend`.",
        )
    recogniser = chosen or model.recogniser
    return Ear(
        recogniser=recogniser,
        model=require(wanted),
        options=HearingOptions(
            languages=languages,
            beam_size=hearing.beam_size,
            translate=hearing.translate and which == "first" and (model.translates or bool(chosen)),
            device=_device(hearing.device, recogniser, cluster),
        ),
    )


def _device(wanted: str, recogniser: str, cluster: Cluster | None) -> str:
    if cluster is None or wanted not in {"cuda", "auto"}:
        return resolve(wanted, recogniser)
    return "cuda" if wanted == "cuda" or cluster.offers("gpu") else "cpu"


def knows_any(known: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a model that knows these languages ("mul": many) knows one of the wanted."""
    return "mul" in known or any(language in known for language in wanted)


def hear_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: segments of every item, by subject."""
    recogniser = recogniser_of(*task.engine)
    sounds = {
        subject: resampled(
            prepared(SoundFile.open(Path(audio)), signals_from(signals)), recogniser.sample_rate
        )
        for subject, (audio, _, signals) in task.items
    }
    spans = {subject: from_json(own, tuple[SpeechSpan, ...]) for subject, (_, own, _) in task.items}
    heard = hear(sounds, spans, recogniser=recogniser, options=task.options)
    return {subject: to_json(segments) for subject, segments in heard.items()}


@cache
def recogniser_of(name: str, folder: str, weights_digest: str) -> Recogniser:
    """The recogniser of an `Ear.engine`, made once a process."""
    made: Recogniser = plugins.load("recognisers", name)(Path(folder), weights_digest)
    return made
