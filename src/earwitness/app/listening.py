"""Listening again: what is said, dialled and subtitled in a sound or film of a package."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.pipeline.hear import Ear, ear_of, recogniser_of
from earwitness.pipeline.listen import (
    VERSION,
    SoundToHear,
    find_group,
    hear_spans_group,
    in_words,
    parts_to_hear,
    seconds,
)
from earwitness.pipeline.speech import MODEL, detector_file
from earwitness.records.custody import Provenance
from earwitness.records.errors import EarwitnessError, EngineFailed, InputUnusable
from earwitness.records.gate import HeardSound, HeardWord
from earwitness.records.heard_again import DecodedStream, EveryStream
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.executors.guarded import workers_kept
from earwitness.runtime.models.store import require
from earwitness.runtime.progress import Progress, SilentProgress
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.whole_files import written_whole

STAGE = "listen"
LISTENING = "listening-"
"""How folders in `derived/` begin in which sound is decoded; a kill may leave one."""

PART_SECONDS = 120.0
"""Speech that is heard at once by one worker: a whole batch of windows."""

FIND_SECONDS = 900.0
"""Sound that is searched for speech in one task, at most."""

Answer = HeardSound | EarwitnessError

GONE = InputUnusable("The sound cannot be read.", remedy="See that it is there and may be read.")
Kind = TypeVar("Kind")


@dataclass(slots=True)
class CaseListener:
    """A `publication.ports.Listener` that hears as this case hears its recordings.

    Every sound, every channel and every quiet part is heard; what was heard is kept in
    `derived/heard/`, by the SHA-256 of the file and all that heard it.

    Raises:
        ModelMissing: a model, the recogniser or the device is not here.
    """

    place: Workplace
    progress: Progress = field(default_factory=SilentProgress)
    _ear: Ear = field(init=False)
    _provenance: Provenance = field(init=False)

    def __post_init__(self) -> None:
        """Find everything that hears, so that a missing model is told before the work begins."""
        ear = ear_of(self.place.settings, "first")
        self._ear = replace(ear, options=replace(ear.options, translate=False))
        recogniser = recogniser_of(*self._ear.engine)
        self._provenance = Provenance(
            stage=STAGE,
            engine=recogniser.name,
            version=f"{recogniser.version}/{PyavDecoder(self.place.settings.audio).version}/{VERSION}",
            weights_digest=recogniser.weights_digest,
            options=canonical_json(asdict(self._ear.options)).decode(),
            input_digests=(require(MODEL).weights_digest,),
        )

    def hear(self, untrusted_path: Path) -> HeardSound:
        """As `publication.ports.Listener.hear`."""
        (answer,) = self.hear_all([untrusted_path])
        if isinstance(answer, EarwitnessError):
            raise answer
        return answer

    def hear_all(self, untrusted_paths: Sequence[Path]) -> list[Answer]:
        """What is heard in each file, or why it cannot be heard; many are heard together.

        Raises:
            CaseUnusable: the disk is full.
        """
        kept = [self._kept(path) for path in untrusted_paths]
        answers: list[Answer | None] = [_read(own) if own else GONE for own in kept]
        missing = [place for place, own in enumerate(answers) if own is None]
        if missing:
            fresh = self._hear([untrusted_paths[place] for place in missing])
            for place, answer in zip(missing, fresh, strict=True):
                answers[place], own = answer, kept[place]
                if own and isinstance(answer, HeardSound):
                    _write(own, answer)
        return [answer for answer in answers if answer is not None]

    def _kept(self, path: Path) -> Path | None:
        """Where what was heard in a file is kept. Its suffix may say how it is decoded. None: it
        cannot be read (any more)."""
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        raw = self.place.settings.audio.raw
        key = digest([asdict(self._provenance), path.suffix.lower(), to_json(raw)])
        folder = self.place.folder.derived / "heard" / sha256[:2]
        return folder / f"{sha256}-{key[:16]}.json"

    def _hear(self, untrusted_paths: Sequence[Path]) -> list[Answer]:
        self.place.folder.derived.mkdir(exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=self.place.folder.derived, prefix=LISTENING) as name,
            workers_kept(),
        ):
            decoded = list(self._decoded(untrusted_paths, Path(name)))
            sounds = {
                f"{place}/{sound.index}": sound
                for place, own in enumerate(decoded)
                if isinstance(own, EveryStream)
                for sound in own.sounds
            }
            found = self._found(sounds)
            words = self._words(found)
        return [
            _answer(own, [f"{place}/{sound.index}" for sound in own.sounds], found, words)
            if isinstance(own, EveryStream)
            else own
            for place, own in enumerate(decoded)
        ]

    def _decoded(
        self, untrusted_paths: Sequence[Path], folder: Path
    ) -> Iterator[EveryStream | EarwitnessError]:
        with _decoder(self.place) as decoder:
            for place, path in enumerate(untrusted_paths):
                try:
                    yield decoder.decode_every_stream(
                        path, source_name=path.name, target=folder / str(place)
                    )
                except (InputUnusable, EngineFailed) as error:
                    yield error

    def _found(self, sounds: dict[str, DecodedStream]) -> dict[str, SoundToHear | EarwitnessError]:
        """Speech and keys of each sound."""
        work = [self._work(subject, own.duration_ms / 1000) for subject, own in sounds.items()]
        task = GroupTask(items=(), engine=str(detector_file()))
        paths = [own.path for own in sounds.values()]
        with self._told("Looking for speech", work):
            made = made_in_groups(
                STAGE, find_group, work, paths, task, self.place, most=FIND_SECONDS, least=60.0
            )
            return {outcome.work.subject: self._output(outcome, SoundToHear) for outcome in made}

    def _words(
        self, found: dict[str, SoundToHear | EarwitnessError]
    ) -> dict[str, tuple[HeardWord, ...] | EarwitnessError]:
        """Words of each part of each sound; subjects are `file/stream/part`."""
        parts = {
            f"{subject}/{number:06}": part
            for subject, sound in found.items()
            if isinstance(sound, SoundToHear)
            for number, part in enumerate(parts_to_hear(sound, PART_SECONDS))
        }
        work = [self._work(subject, seconds(part.spans)) for subject, part in parts.items()]
        inputs = [to_json(part) for part in parts.values()]
        task = GroupTask(items=(), engine=self._ear.engine, options=self._ear.options)
        with self._told("Listening", work):
            made = made_in_groups(
                STAGE,
                hear_spans_group,
                work,
                inputs,
                task,
                self.place,
                most=PART_SECONDS,
                least=PART_SECONDS / 2,
                minutes_a_unit=self._ear.slowness / 60,
                memory=self._ear.options.device == "cpu",
            )
            return {
                outcome.work.subject: self._output(outcome, tuple[HeardWord, ...])
                for outcome in made
            }

    def _work(self, subject: str, size: float) -> Work:
        return Work(subject=subject, provenance=self._provenance, size=size)

    @contextmanager
    def _told(self, label: str, work: Sequence[Work]) -> Iterator[None]:
        if not work:
            yield
            return
        self.progress.start(label, sum(own.size for own in work), "seconds")
        try:
            yield
        finally:
            self.progress.finish()

    def _output(self, outcome: Outcome, kind: type[Kind]) -> Kind | EarwitnessError:
        problem = outcome.problem
        self.progress.advance(outcome.work.size, failed=problem is not None)
        if problem is not None:
            return EngineFailed(problem.what, remedy=problem.remedy)
        return from_json(outcome.output, kind)


def _answer(
    streams: EveryStream,
    subjects: Sequence[str],
    found: dict[str, SoundToHear | EarwitnessError],
    words: dict[str, tuple[HeardWord, ...] | EarwitnessError],
) -> Answer:
    """One file: its words, sound by sound, and its keys; the first error if there was one."""
    said: list[HeardWord] = []
    keys: list[HeardWord] = []
    for subject in subjects:
        sound = found[subject]
        if isinstance(sound, EarwitnessError):
            return sound
        keys.extend(sound.keys)
        for part in sorted(part for part in words if part.startswith(f"{subject}/")):
            own = words[part]
            if isinstance(own, EarwitnessError):
                return own
            said.extend(own)
    for text in streams.texts:
        said.extend(in_words(text.untrusted_text, text.start_ms, text.end_ms))
    longest = max((sound.duration_ms for sound in streams.sounds), default=0)
    return HeardSound(words=tuple(said), keys=tuple(keys), duration_ms=longest)


@contextmanager
def _decoder(place: Workplace) -> Iterator[PyavDecoder]:
    decoder = PyavDecoder(place.settings.audio)
    try:
        yield decoder
    finally:
        decoder.close()


def _read(kept: Path) -> HeardSound | None:
    """What was heard before; a damaged or missing file is heard anew."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return from_json(json.loads(kept.read_text("utf-8")), HeardSound)
    return None


def _write(kept: Path, heard: HeardSound) -> None:
    with written_whole(kept) as unfinished:
        unfinished.write_bytes(canonical_json(to_json(heard)))
