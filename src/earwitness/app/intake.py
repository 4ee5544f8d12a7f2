"""Intake: files become sealed recordings and call-list rows, both become calls."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Event

from earwitness.app.call_lists import read_list, store_list
from earwitness.app.call_renewal import renew_calls
from earwitness.app.containers import Depth, take_tree
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.taking import IntakeSummary as IntakeSummary
from earwitness.app.taking import Item, Store, Taking
from earwitness.app.taking import keep as _keep
from earwitness.archive.call_lists import as_one
from earwitness.archive.foreign_files import shown
from earwitness.archive.originals import writing as cannot_be_written
from earwitness.archive.unfinished import unfinished_run
from earwitness.archive.walk import find_files
from earwitness.records.problem import Problem
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.executors.local import worker_count
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, problems, recordings
from earwitness.runtime.store.connection import writing

CLOCK = "the clock"
CLOCK_TOLERANCE = timedelta(seconds=2)


def take_in(
    place: Workplace,
    untrusted_paths: Sequence[Path],
    *,
    call_lists: Sequence[Path],
    delivery: str,
    progress: Progress,
    reread: bool = False,
    stop: Event | None = None,
) -> IntakeSummary:
    """Take in every file below these paths; what cannot be taken is kept as a problem.

    Can be stopped and given again: what is sealed and recorded already is passed over, without
    reading it if it looks unchanged (and `reread` is not asked for). Setting `stop` ends it as
    soon as what is in work is recorded. Memory grows with the names in one folder, and with the
    rows of the longest call list, not with the number of files.

    Raises:
        CaseUnusable: the case cannot be written (its disk is full, say).
    """
    paths, owned = [*untrusted_paths, *call_lists], owned_by(place.folder)
    return take_items(
        place,
        lambda: find_files(paths, owned=owned),
        call_lists=call_lists,
        delivery=delivery,
        progress=progress,
        reread=reread,
        stop=stop or Event(),
    )


def take_items(
    place: Workplace,
    walk: Callable[[], Iterable[Item]],
    *,
    call_lists: Sequence[Path],
    delivery: str,
    progress: Progress,
    reread: bool,
    stop: Event,
) -> IntakeSummary:
    """Take in what a walk finds; it is walked twice, first to count.

    Raises:
        CaseUnusable: as `take_in`.
    """
    finish_forgetting(place)
    summary = IntakeSummary()
    with at_work(place, stop) as (run, pool):
        taking = Taking(
            place=place,
            delivery=delivery,
            call_lists=frozenset(path.absolute() for path in call_lists),
            run=run,
            pool=pool,
            stop=stop,
            summary=summary,
            progress=progress,
            read_list=_take_call_list,
            reread=reread,
        )
        check_clock(taking)
        progress.start("Taking in", sum(1 for _ in walk()), "files")
        try:
            take_tree(taking, walk(), Depth())
        finally:
            progress.finish()
    renew_calls(place)
    return summary


@contextmanager
def at_work(place: Workplace, stop: Event) -> Iterator[tuple[Path, ThreadPoolExecutor]]:
    """The folder for what is unfinished, and the threads; however it ends, none goes on.

    Raises:
        CaseUnusable: `originals/` cannot be written.
    """
    originals = place.folder.originals
    with ExitStack() as stack:
        with cannot_be_written(originals):
            run = stack.enter_context(unfinished_run(originals, recordings.recorded))
        pool = ThreadPoolExecutor(worker_count(place.settings.intake.workers))
        try:
            yield run, pool
        except BaseException:
            stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def owned_by(folder: CaseFolder) -> Callable[[Path], bool]:
    """Whether a path belongs to the case; the real place of each folder is looked up once."""

    @lru_cache(maxsize=64)
    def real_folder(path: Path) -> Path:
        return path.resolve()

    def owned(path: Path) -> bool:
        if path.is_symlink():
            return folder.owns(path)
        return folder.owns_real(real_folder(path.parent) / path.name)

    return owned


def check_clock(taking: Taking) -> None:
    """Keep a problem if the clock of this machine was set back; nothing else depends on it."""
    place, last = taking.place, journal.latest()
    ahead = last is not None and datetime.fromisoformat(last.at) - datetime.now(UTC)
    with writing(place.folder.database):
        if ahead and ahead > CLOCK_TOLERANCE:
            _keep([clock_problem(str(last and last.at))], taking.summary)()
        else:
            problems.solve(CLOCK, "intake")


def clock_problem(last: str) -> Problem:
    """The clock stands before the newest entry of the ledger."""
    return Problem(
        subject=CLOCK,
        stage="intake",
        what=f"The clock of this machine stands before the last entry of the ledger ({last}).",
        remedy="Set the clock. Nothing is lost: the ledger's order does not depend on times, but "
        "the times of what you do now are wrong.",
    )


def _take_call_list(place: Workplace, path: Path, summary: IntakeSummary) -> Store:
    reading = read_list(place, path)

    def store() -> None:
        summary.list_rows += store_list(place, path, reading)
        problems.solve(shown(path), "intake")
        _keep(as_one(reading.problems), summary)()

    return store
