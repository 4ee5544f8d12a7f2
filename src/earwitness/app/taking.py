"""Taking files in batches: threads copy and hash, one transaction records each batch."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from earwitness.app.examining import Examined, Inside, examine
from earwitness.app.forgotten import refusal
from earwitness.archive.originals import original_path
from earwitness.archive.sealing import publish_batch, settle
from earwitness.archive.seen import Look, look
from earwitness.archive.signatures import FileKind
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.recording import IntakeRecord, Recording
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import problems, recordings, seen_files, transcripts
from earwitness.runtime.store.connection import writing

FILES_PER_BATCH = 200
BYTES_PER_BATCH = 2**30
"""What a kill can cost: estimates, between work lost and the price of flushes."""

Store = Callable[[], None]


@dataclass(slots=True)
class IntakeSummary:
    """What an intake did, in counts."""

    files: int = 0
    recordings: int = 0
    arrivals: int = 0
    known: int = 0
    list_rows: int = 0
    transcripts: int = 0
    containers: int = 0
    problems: int = 0


ListReader = Callable[[Workplace, Path, IntakeSummary], Store]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What one intake works with. `run` is the folder of what is unfinished; `inside` says which
    archive the files lie in; with `reread` no file passes for unchanged."""

    place: Workplace
    delivery: str
    call_lists: frozenset[Path]
    run: Path
    pool: ThreadPoolExecutor
    stop: Event
    summary: IntakeSummary
    progress: Progress
    read_list: ListReader
    reread: bool = False
    inside: Inside = field(default_factory=Inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files that are recorded together: what was found, how it looked, and the work on it."""

    looks: tuple[Look | None, ...]
    work: tuple[Future[Examined], ...]


Item = Path | Problem
Looked = tuple[Item, Look | None]


def take_files(taking: Taking, items: Iterable[Item]) -> Iterator[Path]:
    """Take in files batch by batch, the next being read while one is recorded; yields the
    archives among them, which are the caller's to open.

    Raises:
        CaseUnusable: the case cannot be written (its disk is full, say).
    """
    begun: deque[Batch] = deque()
    for part in batches(items):
        if taking.stop.is_set():
            break
        begun.append(begin(taking, part))
        if len(begun) > 1:
            yield from finish(taking, begun.popleft())
    while begun:
        yield from finish(taking, begun.popleft())


def batches(items: Iterable[Item]) -> Iterator[list[Looked]]:
    """Parts of at most so many files and, but for single larger ones, so many bytes."""
    part: list[Looked] = []
    byte_size = 0
    for item in items:
        seen = look(item) if isinstance(item, Path) else None
        part.append((item, seen))
        byte_size += seen.byte_size if seen else 0
        if len(part) >= FILES_PER_BATCH or byte_size >= BYTES_PER_BATCH:
            yield part
            part, byte_size = [], 0
    if part:
        yield part


def begin(taking: Taking, part: Sequence[Looked]) -> Batch:
    """Give the files of a batch to the threads."""
    known = unchanged(taking, part)
    return Batch(
        looks=tuple(seen for _, seen in part),
        work=tuple(
            taking.pool.submit(
                examine,
                item,
                known_sha256=known.get(item) if isinstance(item, Path) else None,
                is_call_list=isinstance(item, Path) and item.absolute() in taking.call_lists,
                run=taking.run,
                stop=taking.stop,
            )
            for item, _ in part
        ),
    )


def unchanged(taking: Taking, part: Sequence[Looked]) -> dict[Path, str]:
    """SHA-256 of the files that look as they did when they were taken in; not of recordings
    whose original is gone or shorter since, so that it is sealed again."""
    if taking.reread or taking.inside.folder is not None:
        return {}
    by_source = {
        taking.inside.source_of(item): (item, seen)
        for item, seen in part
        if isinstance(item, Path) and seen is not None
    }
    signatures = {source: list(seen.signature) for source, (_, seen) in by_source.items()}
    originals, found = taking.place.folder.originals, {}
    for source, (sha256, is_recording) in seen_files.unchanged(signatures).items():
        path, seen = by_source[source]
        if not is_recording or holds(originals, sha256, seen):
            found[path] = sha256
    return found


def holds(originals: Path, sha256: str, seen: Look) -> bool:
    """Whether an original of this hash and size lies in the case; `verify` looks at its bytes."""
    try:
        return original_path(originals, sha256).lstat().st_size == seen.byte_size
    except OSError:
        return False


def finish(taking: Taking, batch: Batch) -> list[Path]:
    """Publish and record a batch; the archives in it.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    done = [future.result() for future in batch.work]
    refuse_forgotten(taking, done)
    stores = [read_list(taking, one) for one in done if one.kind is FileKind.CALL_LIST]
    staged = [one.staged for one in done if one.staged is not None]
    publish_batch(staged, taking.place.folder.originals, taking.run)
    with writing(taking.place.folder.database):
        failed = record(taking, done, batch.looks)
        failed += sum(store() or 0 for store in stores)
        rename_problems(taking)
    settle((one.sha256 for one in staged), taking.run)
    if taking.inside.folder is None:
        for number in range(len(done)):
            taking.progress.advance(1, failed=number < failed)
    return [one.path for one in done if one.kind is FileKind.ARCHIVE and one.path is not None]


def refuse_forgotten(taking: Taking, done: Sequence[Examined]) -> None:
    """Drop the copies of recordings that were forgotten, and say so instead."""
    for one in done:
        if one.sha256 and (refused := refusal(taking.place.folder, one.sha256)):
            if one.staged is not None:
                one.staged.copy.unlink(missing_ok=True)
            one.sha256, one.staged, one.problems = "", None, [refused]
            one.transcripts, one.read = [], []


def read_list(taking: Taking, one: Examined) -> Callable[[], int]:
    """Read a call list now; what is returned stores its rows, and counts its problems."""
    assert one.path is not None
    summary = taking.summary
    try:
        store = taking.read_list(taking.place, one.path, summary)
    except InputUnusable as error:
        found = [Problem(subject=one.shown, stage="intake", what=error.what, remedy=error.remedy)]
        store = keep(found, summary)

    def counted() -> int:
        before = summary.problems
        store()
        return int(summary.problems > before)

    return counted


def record(taking: Taking, done: Sequence[Examined], looks: Sequence[Look | None]) -> int:
    """Store what was made of a batch, inside a transaction; how many files have problems."""
    summary, actor = taking.summary, taking.place.actor
    summary.files += sum(one.path is not None and not one.unwanted for one in done)
    taken = [one for one in done if one.sha256]
    fresh = [one for one in taken if one.staged is not None]
    answers = recordings.add_all([arrival_of(taking, one) for one in fresh], actor=actor)
    summary.recordings += sum(first for first, _ in answers)
    summary.arrivals += sum(is_new for _, is_new in answers)
    summary.known += len(taken) - sum(is_new for _, is_new in answers)
    problems.solve_all([one.shown for one in taken], "intake")
    for one in taken:
        for transcript in one.transcripts:
            summary.transcripts += transcripts.add(transcript, actor=actor)
        problems.solve_all(one.read, "intake")
    for one in done:
        keep(one.problems, summary)()
    if taking.inside.folder is None:
        remember(taking, zip(done, looks, strict=True))
    return sum(bool(one.problems) for one in done)


def arrival_of(taking: Taking, one: Examined) -> tuple[Recording, IntakeRecord]:
    """The recording that a sealed file is, and its arrival."""
    assert one.path is not None and one.staged is not None
    recording = Recording(
        sha256=one.staged.sha256, byte_size=one.staged.byte_size, source_name=one.path.name
    )
    arrival = IntakeRecord(
        sha256=recording.sha256,
        source_path=taking.inside.source_of(one.path),
        source_name=recording.source_name,
        modified_at=one.staged.modified_at,
        delivery=taking.delivery,
    )
    return recording, arrival


def remember(taking: Taking, done: Iterable[tuple[Examined, Look | None]]) -> None:
    """Keep how the sealed files looked."""
    seen_files.remember(
        {
            taking.inside.source_of(one.path): (one.staged.sha256, list(seen.signature))
            for one, seen in done
            if one.path is not None and one.staged is not None and seen and seen.is_reliable
        }
    )


def rename_problems(taking: Taking) -> None:
    """Call unpacked files in problems by their archive, not by where they lie for the moment."""
    if taking.inside.folder is not None:
        problems.move(f"{taking.inside.folder}/", f"{taking.inside.shown}/")


def keep(found: Sequence[Problem], summary: IntakeSummary) -> Store:
    """What stores these problems and counts them."""

    def store() -> None:
        for problem in found:
            problems.keep(problem)
            summary.problems += 1

    return store
