"""`check`: a file, a folder or a package held against all that must not leave this case."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from earwitness.app.identifiers import identifiers_of
from earwitness.publication.gate.batches import Batch, MakeSearch, check_batch, done_bytes
from earwitness.publication.gate.budget import Limits
from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.composing import search_for
from earwitness.publication.gate.masking import Mask
from earwitness.publication.gate.pieces import FoundSound
from earwitness.publication.gate.places import Entry, EntryKind, entries
from earwitness.records.errors import CaseUnusable, EarwitnessError, InputUnusable
from earwitness.records.gate import (
    Finding,
    GateReport,
    HeardSound,
    Identifier,
    Unopened,
)
from earwitness.runtime.executors.guarded import GuardedProcesses
from earwitness.runtime.executors.guarded import Limits as ProcessLimits
from earwitness.runtime.progress import Progress, SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import salts

CHECKING = "checking-"
"""How folders in `derived/` begin in which the gate unpacks; a kill may leave one."""

BATCH_FILES, BATCH_BYTES = 200, 16 * 2**20
MOST_WORKERS = 4
LOOK_SECONDS = 0.3
SLACK = 4
"""Times the processor time that a file may take: when its process is ended. Estimate."""

NOT_LISTENED = "it was not listened to"
NOT_FINISHED = "the process that looked into it was ended: it took too much memory or time"
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
        ModelMissing: there are sounds in it, and no recogniser.
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
            raise InputUnusable(f"{path} is not there.", remedy="Check the path.")
    place.folder.derived.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=place.folder.derived, prefix=CHECKING) as name:
            return _Check(place, against, Path(name), progress).report(untrusted_paths)
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
    _key: str = field(default_factory=lambda: secrets.token_hex(8))
    _salt: bytes = b""

    def report(self, untrusted_paths: Sequence[Path]) -> GateReport:
        self._salt = salts.own_salt(self.place.folder.database, "the gate").encode()
        listed = [one for path in untrusted_paths for one in _listed(path, len(untrusted_paths))]
        own = [one for one in listed if isinstance(one, Entry)]
        mask = Mask(self.against.make_search(self.against.identifiers))
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
        total = sum(entry.size for entry in own)
        self.progress.start("Searching", total, "bytes")
        limits = ProcessLimits(
            seconds=lambda batch: sum(
                SLACK * self.against.limits.seconds_for(entry.size) for entry in batch.entries
            ),
            memory_mib=self.against.limits.memory_mib,
        )
        pool = GuardedProcesses(_workers(total), limits)
        is_done = False
        try:
            found = self._gathered(pool, [self._batch(one) for one in _grouped(own)])
            is_done = True
        finally:
            pool.shutdown(cancel_futures=not is_done)
            self.progress.finish()
        return found

    def _gathered(self, pool: GuardedProcesses, batches: list[Batch]) -> FoundIn:
        found, waiting, running = FoundIn(), batches[::-1], dict[Future[FoundIn], Batch]()
        shown: dict[Path, int] = {}
        while waiting or running:
            while waiting and len(running) < 2 * pool.workers:
                batch = waiting.pop()
                running[pool.submit(check_batch, batch)] = batch
            done, _ = wait(running, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
            for future in done:
                batch = running.pop(future)
                found = found.with_more(self._result(future, batch, waiting))
                self._tell(batch.scratch, batch.size, shown)
            for batch in running.values():
                self._tell(batch.scratch, min(batch.size, done_bytes(batch.scratch)), shown)
        return found

    def _result(self, future: Future[FoundIn], batch: Batch, waiting: list[Batch]) -> FoundIn:
        try:
            return future.result()
        except EarwitnessError:
            raise
        except Exception:  # ended, overran, or out of memory
            shutil.rmtree(batch.scratch, ignore_errors=True)
            if len(batch.entries) > 1:
                waiting += [self._batch(own.entries) for own in batch.alone()]
                return FoundIn()
        (entry,) = batch.entries
        mask = Mask(self.against.make_search(self.against.identifiers))
        shut = Unopened(path=mask.shown(entry.name), where="", why=NOT_FINISHED)
        return FoundIn(unopened=(shut,), byte_count=entry.size)

    def _tell(self, scratch: Path, done: int, shown: dict[Path, int]) -> None:
        before = shown.get(scratch, 0)
        if done > before:
            self.progress.advance(done - before)
            shown[scratch] = done

    def _batch(self, own: Sequence[Entry]) -> Batch:
        return Batch(
            entries=tuple(own),
            key=self._key,
            identifiers=self.against.identifiers,
            make_search=self.against.make_search,
            salt=self._salt,
            scratch=Path(tempfile.mkdtemp(dir=self.scratch)),
            limits=self.against.limits,
        )

    def _heard(
        self, sounds: Sequence[FoundSound], mask: Mask
    ) -> tuple[int, tuple[Finding, ...], tuple[Unopened, ...]]:
        """Milliseconds that were heard, what was found in them, and what was not heard."""
        if not sounds:
            return 0, (), ()
        if not self.against.listen:
            return 0, (), tuple(_deaf(one, NOT_LISTENED, mask) for one in sounds)
        from earwitness.app.listening import CaseListener

        checker = Checker(search=mask.search, salt=self._salt, scratch=self.scratch)
        answers = CaseListener(self.place, self.progress).hear_all([one.file for one in sounds])
        total, findings, deaf = 0, list[Finding](), list[Unopened]()
        for sound, answer in zip(sounds, answers, strict=True):
            if isinstance(answer, HeardSound):
                total += answer.duration_ms
                findings += checker.heard(sound, answer)
            else:
                deaf.append(_deaf(sound, "it cannot be decoded and heard", mask))
        return total, tuple(findings), tuple(deaf)


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


def _grouped(own: Iterable[Entry]) -> Iterator[list[Entry]]:
    group, size = list[Entry](), 0
    for entry in own:
        if group and (len(group) >= BATCH_FILES or size + entry.size > BATCH_BYTES):
            yield group
            group, size = [], 0
        group.append(entry)
        size += entry.size
    if group:
        yield group


def _workers(total: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(MOST_WORKERS, cores or 1, 1 + total // BATCH_BYTES))


def _deaf(sound: FoundSound, why: str, mask: Mask) -> Unopened:
    return Unopened(path=mask.shown(sound.path), where=mask.shown(sound.where), why=why)
