"""`check`: a file, a folder or a package held against all that must not leave this case."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from earwitness.app.checking_processes import Searching
from earwitness.app.identifiers import identifiers_of
from earwitness.publication.gate.batches import MakeSearch
from earwitness.publication.gate.budget import Limits
from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.composing import search_for
from earwitness.publication.gate.masking import Mask
from earwitness.publication.gate.pieces import FoundSound
from earwitness.publication.gate.places import Entry, EntryKind, entries
from earwitness.publication.gate.search import MadeWhenAsked
from earwitness.records.errors import CaseUnusable, InputUnusable, ModelMissing
from earwitness.records.gate import (
    Finding,
    GateReport,
    HeardSound,
    Identifier,
    Unopened,
)
from earwitness.records.printable import printable
from earwitness.runtime.folder_locks import open_lock, share, try_alone
from earwitness.runtime.progress import Progress, SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import salts

CHECKING = "checking-"
"""How folders in `derived/` begin in which the gate unpacks; a kill may leave one."""

NOT_LISTENED = "it was not listened to"
NOTHING_DECODED = "no sound can be decoded in it"
HEADER_BYTES = 4096
"""Of a sound or film in which there is nothing. Estimate."""
NO_RECOGNISER = "it was not listened to: {0} {1}"
PIXELS = "text and faces in pictures are not read"
LAYERS = "more than {0} encodings on top of each other are not undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What a check looks for, and how."""

    identifiers: tuple[Identifier, ...]
    make_search: MakeSearch
    limits: Limits = field(default_factory=Limits)
    listen: bool = True
    left_out: tuple[str, ...] = ()


def check_package(
    place: Workplace,
    folder: Path,
    *,
    progress: Progress | None = None,
    listen: bool = True,
    built_at: datetime | None = None,
) -> GateReport:
    """A package folder, or a single file, held against this case. `built_at`: if it is a package
    that this case made, when.

    Raises:
        InputUnusable: there is nothing at `folder`.
        CaseUnusable: the disk is full.
    """
    return check_paths(place, [folder], progress=progress, listen=listen, built_at=built_at)


def check_paths(
    place: Workplace,
    untrusted_paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    listen: bool = True,
    built_at: datetime | None = None,
) -> GateReport:
    """Files and folders held against this case; errors as `check_package`."""
    known = identifiers_of(place, before=built_at)
    against = Against(
        identifiers=known.identifiers,
        left_out=known.left_out,
        make_search=partial(search_for, time_zone=place.settings.case.time_zone),
        listen=listen,
    )
    return check_against(place, untrusted_paths, against, progress=progress or SilentProgress())


def check_against(
    place: Workplace, untrusted_paths: Sequence[Path], against: Against, *, progress: Progress
) -> GateReport:
    """As `check_paths`, against these identifiers."""
    for path in untrusted_paths:
        if not path.exists():
            raise InputUnusable(f"{printable(str(path))} is not there.", remedy="Check the path.")
    place.folder.derived.mkdir(exist_ok=True)
    try:
        with _scratch(place.folder.derived) as scratch:
            return _Check(place, against, scratch, progress).report(untrusted_paths)
    except OSError as error:
        raise CaseUnusable(
            f"The gate could not unpack into {place.folder.derived}: {error.strerror}.",
            remedy="Free space on the disk of the case, then check again.",
        ) from error


@dataclass(slots=True)
class _Check:
    place: Workplace
    against: Against
    scratch: Path
    progress: Progress
    _salt: bytes = b""

    def report(self, untrusted_paths: Sequence[Path]) -> GateReport:
        self._salt = salts.own_salt(self.place.folder.database, "the gate").encode()
        listed = [one for path in untrusted_paths for one in _listed(path, len(untrusted_paths))]
        own = [one for one in listed if isinstance(one, Entry)]
        against = self.against
        mask = Mask(MadeWhenAsked(lambda: against.make_search(against.identifiers)))
        shut = [
            replace(one, path=mask.shown(one.path)) for one in listed if isinstance(one, Unopened)
        ]
        found = self._searched(own)
        heard_ms, spoken, deaf = self._heard(found.sounds, mask)
        files = sum(one.kind is EntryKind.FILE for one in own)
        pixels = (PIXELS,) if found.picture_count else ()
        return GateReport(
            findings=tuple(
                sorted(found.findings + spoken, key=lambda one: (one.path, one.where, one.id))
            ),
            unopened=tuple(
                sorted((*shut, *found.unopened, *deaf), key=lambda one: (one.path, one.where))
            ),
            file_count=files,
            byte_count=found.byte_count,
            heard_ms=heard_ms,
            not_looked_at=(
                *pixels,
                *self.against.left_out,
                LAYERS.format(self.against.limits.max_layers),
            ),
        )

    def _searched(self, own: Sequence[Entry]) -> FoundIn:
        searching = Searching(
            identifiers=self.against.identifiers,
            make_search=self.against.make_search,
            limits=self.against.limits,
            salt=self._salt,
            scratch=self.scratch,
            progress=self.progress,
        )
        return searching.found_in(own)

    def _heard(
        self, sounds: Sequence[FoundSound], mask: Mask
    ) -> tuple[int, tuple[Finding, ...], tuple[Unopened, ...]]:
        """Milliseconds that were heard, what was found in them, and what was not heard."""
        if not sounds:
            return 0, (), ()
        if not self.against.listen:
            return 0, (), tuple(_deaf(one, NOT_LISTENED, mask) for one in sounds)
        from earwitness.app.listening import CaseListener

        try:
            listener = CaseListener(self.place, self.progress)
        except ModelMissing as missing:
            why = NO_RECOGNISER.format(missing.what, missing.remedy)
            return 0, (), tuple(_deaf(one, why, mask) for one in sounds)
        checker = Checker(search=mask.search, salt=self._salt, scratch=self.scratch)
        answers = listener.hear_all([one.file for one in sounds])
        total, findings, deaf = 0, list[Finding](), list[Unopened]()
        for sound, answer in zip(sounds, answers, strict=True):
            if isinstance(answer, HeardSound) and _is_silent(answer, sound):
                deaf.append(_deaf(sound, NOTHING_DECODED, mask))
            elif isinstance(answer, HeardSound):
                total += answer.duration_ms
                findings += checker.heard(sound, answer)
            else:
                deaf.append(_deaf(sound, "it cannot be decoded and heard", mask))
        return total, tuple(findings), tuple(deaf)


@contextmanager
def _scratch(derived: Path) -> Iterator[Path]:
    """A folder to unpack into. Who finds no other check at work removes what killed ones left."""
    lock = open_lock(derived)
    try:
        if try_alone(lock):
            for left in derived.glob(f"{CHECKING}*"):
                shutil.rmtree(left, ignore_errors=True)
        share(lock)
        with tempfile.TemporaryDirectory(
            dir=derived, prefix=CHECKING, ignore_cleanup_errors=True
        ) as name:
            yield Path(name)
    finally:
        if lock is not None:
            os.close(lock)


def _listed(untrusted_path: Path, count: int) -> Iterator[Entry | Unopened]:
    """What lies there; where several places were named, with the name of its own before it."""
    for one in entries(untrusted_path):
        if count == 1 or not untrusted_path.is_dir():
            yield one
        elif isinstance(one, Entry) and one.path != untrusted_path:
            yield replace(one, name=f"{untrusted_path.name}/{one.name}")
        elif isinstance(one, Unopened):
            yield replace(one, path=f"{untrusted_path.name}/{one.path}")
        else:
            yield one


def _is_silent(answer: HeardSound, sound: FoundSound) -> bool:
    """Whether not a moment could be decoded of a file that holds more than headers: decoders pass
    over broken frames without a word."""
    return not answer.duration_ms and not answer.words and sound.file.stat().st_size > HEADER_BYTES


def _deaf(sound: FoundSound, why: str, mask: Mask) -> Unopened:
    return Unopened(path=mask.shown(sound.path), where=mask.shown(sound.where), why=why)
