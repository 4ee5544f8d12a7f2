"""Decode: an original becomes a working copy in `derived/`."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import local
from typing import Any

from earwitness.archive.originals import original_path
from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.wave_channels import beside
from earwitness.records.custody import Provenance
from earwitness.records.errors import EarwitnessError, EngineFailed, InputUnusable
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.executors.case_files import CaseFile, NewFile
from earwitness.runtime.executors.local import worker_count
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Outcome, Work, Workplace, outcome_of
from earwitness.runtime.settings import Settings
from earwitness.runtime.store import recordings

MOST_RECORDINGS = 25.0
"""In a task."""

SECONDS_BESIDE = 60.0
"""For all that is not decoding: starting the decoder, bringing files. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecode:
    """What decoding one recording needs: the original, its name, where the sound is to lie."""

    original: CaseFile
    source_name: str
    audio: NewFile


class DecodeStage:
    """One decoder process a worker; each file is decoded under limits."""

    name = "decode"
    label = "Decoding"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording."""
        decoder = PyavDecoder(place.settings.audio)
        audio = to_json(place.settings.audio)
        return [
            Work(
                subject=recording.sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=decoder.name,
                    version=decoder.version,
                    weights_digest="",
                    options=canonical_json(
                        [Path(recording.source_name).suffix.lower(), audio["raw"]]
                    ).decode(),
                    input_digests=(recording.sha256,),
                ),
                input=recording.source_name,
                lost=not place.folder.audio(recording.sha256).exists(),
            )
            for recording in recordings.all_recordings()
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Decode in parallel; on a cluster where its workers are."""
        return self._by_workers(work, place) if place.cluster else _in_threads(work, place)

    def _by_workers(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        folder = place.folder
        inputs = (
            ToDecode(
                original=CaseFile(original_path(folder.originals, item.subject)),
                source_name=item.input,
                audio=NewFile(folder.audio(item.subject)),
            )
            for item in work
        )
        return made_in_groups(
            self.name, decode_group, work, inputs,
            GroupTask(items=(), engine=place.settings.audio), place,
            most=MOST_RECORDINGS, least=1.0,
            minutes_a_unit=minutes_of_decoding(place.settings),
        )  # fmt: skip


def minutes_of_decoding(settings: Settings) -> float:
    """For the time limit of one recording: the decoder has a limit of its own, by the clock twice
    `max_decode_seconds`, and must meet it first."""
    seconds = 2 * settings.audio.max_decode_seconds + SECONDS_BESIDE
    return seconds / settings.hearing.max_seconds_per_minute


def decode_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: working copies of every item, and facts of each by subject."""
    decoder = PyavDecoder(task.engine)
    try:
        return {subject: _decoded_beside(needed, decoder) for subject, needed in task.items}
    finally:
        decoder.close()


def _decoded_beside(needed: ToDecode, decoder: PyavDecoder) -> dict[str, Any] | EarwitnessError:
    """Beside its place first: another worker may be at the same recording, and not know."""
    audio = Path(needed.audio)
    audio.parent.mkdir(parents=True, exist_ok=True)
    with beside(audio) as folder:
        copy = Path(folder) / audio.name
        answer = _decoded(decoder, Path(needed.original), needed.source_name, copy)
        if not isinstance(answer, EarwitnessError):
            copy.replace(audio)
    return answer


def _in_threads(work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
    """On this machine: one decoder process a thread. A full disk ends the run."""
    decoders: list[PyavDecoder] = []
    own = local()

    def decode(item: Work) -> Outcome:
        if not hasattr(own, "decoder"):
            own.decoder = PyavDecoder(place.settings.audio)
            decoders.append(own.decoder)
        original = original_path(place.folder.originals, item.subject)
        answer = _decoded(own.decoder, original, item.input, place.folder.audio(item.subject))
        return outcome_of(item, {item.subject: answer}, "decode")

    pool = ThreadPoolExecutor(worker_count(place.settings.hearing.workers))
    try:
        for future in as_completed([pool.submit(decode, item) for item in work]):
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for decoder in decoders:
            decoder.close()


def _decoded(
    decoder: PyavDecoder, original: Path, source_name: str, audio: Path
) -> dict[str, Any] | EarwitnessError:
    """Facts of the working copy that is now at `audio`, or why there is none."""
    try:
        return asdict(decoder.decode(original, source_name=source_name, target=audio))
    except (InputUnusable, EngineFailed) as error:
        return error
