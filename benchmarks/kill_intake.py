"""Kills an intake at random moments until so many were hit, and looks at what is left.

    uv run python benchmarks/kill_intake.py [--kills 200] [--files 100] [--batch 20] [--seed 1]

Each kill (SIGKILL, to the process alone) hits a run on a fresh case. Half of the moments are drawn
evenly over the time that a whole run took last, half are when a random number of originals is
seen. A run that was done before its moment is no kill; a whole run is then timed anew. Batches
are made small, so that few files have many boundaries. After each kill every file must be sealed
and recorded, or not taken, and `verify` must be clean; every second time the same command is given
again and must complete. Half of the runs take plain files, half the same files in a zip.
"""

import argparse
import itertools
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import wave
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from earwitness.app import taking
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.opening import create_case, open_case
from earwitness.archive.unfinished import MARK
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store.connection import disconnect

REMEASURE = 10
"""Tries after which a whole run is timed anew: other work on the machine comes and goes."""


@dataclass(slots=True, kw_only=True)
class Target:
    """What is taken in, and how long that took last."""

    source: Path
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What lies in a case, seen from outside."""

    recorded: frozenset[str]
    arrivals: tuple[tuple[str, str], ...]
    calls: int
    sealed: frozenset[str]
    marks: frozenset[str]
    copies: int
    unfinished: bool


def main() -> int:
    """Kill, look, count; 1 if anything was half or twice."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--files", type=int, default=100)
    options.add_argument("--batch", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    taking.FILES_PER_BATCH = asked.batch
    chance, outcomes = random.Random(asked.seed), Counter[str]()
    with tempfile.TemporaryDirectory(dir=".") as name:
        work = Path(name)
        targets = [Target(source=source) for source in lay_out(work, asked.files)]
        for number in itertools.count():
            if outcomes["killed"] == asked.kills:
                break
            target, by_time = targets[number % 2], number % 4 < 2
            if number % REMEASURE < 2:
                target.seconds = time_of_one(work, target.source)
            if not kill_one(work, target, chance, asked.files, by_time=by_time):
                outcomes["was done before"] += 1
                target.seconds = time_of_one(work, target.source)
                continue
            outcomes["killed"] += 1
            complete = outcomes["killed"] % 2 == 0
            outcomes.update(after_kill(work, target.source, asked.files, complete=complete))
            print(f"{outcomes['killed']}: {dict(outcomes)}", file=sys.stderr)
    for what, count in sorted(outcomes.items()):
        print(f"{count:4} {what}")
    return int(any(key.startswith("BAD") for key in outcomes))


def kill_one(
    work: Path, target: Target, chance: random.Random, count: int, *, by_time: bool
) -> bool:
    """Kill an intake on a fresh case at a random moment; False if it was done before."""
    case = new_case(work)
    child = begun(case, target.source)
    if by_time:
        time.sleep(chance.uniform(0, target.seconds))
    else:
        wait_for(case, chance.randrange(count + 1), child)
    os.kill(child, signal.SIGKILL)
    return ended(child) < 0


def lay_out(work: Path, count: int) -> tuple[Path, Path]:
    """A folder of short recordings, all different, and a zip of the same."""
    folder, bundle = work / "plain", work / "zipped"
    folder.mkdir()
    bundle.mkdir()
    with zipfile.ZipFile(bundle / "calls.zip", "w") as packed:
        for number in range(count):
            path = folder / f"{number:05}.wav"
            with wave.open(str(path), "wb") as out:
                out.setparams((1, 2, 8000, 0, "NONE", ""))
                out.writeframes(number.to_bytes(4, "little") * 1000)
            packed.write(path, path.name)
    return folder, bundle


def new_case(work: Path) -> Path:
    """An empty case, copied from one that was made once."""
    empty, case = work / "empty", work / "case"
    if not empty.exists():
        create_case(empty, time_zone="Europe/Kyiv", region="UA")
        disconnect()
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(empty, case)
    return case


def begun(case: Path, source: Path) -> int:
    """The process id of an intake, forked from this program so that starting takes no time."""
    child = os.fork()
    if child == 0:
        try:
            place, silent = open_case(case), SilentProgress()
            take_in(place, [source], call_lists=(), delivery="", progress=silent)
        except BaseException:
            traceback.print_exc()
            os._exit(3)
        os._exit(0)
    return child


def ended(child: int) -> int:
    """The exit code of a process, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def time_of_one(work: Path, source: Path) -> float:
    """How many seconds a whole intake takes."""
    case, start = new_case(work), time.monotonic()
    if ended(begun(case, source)) != 0:
        raise SystemExit("The intake fails even when nobody kills it.")
    return time.monotonic() - start


def wait_for(case: Path, count: int, child: int) -> None:
    """Return when so many originals are there, or the process is over (which is not waited for)."""
    over = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while len(sealed_in(case)) < count and os.waitid(os.P_PID, child, over) is None:
        time.sleep(0.001)


def sealed_in(case: Path) -> frozenset[str]:
    """The names in `originals/` that stand for originals."""
    return frozenset(path.name for path in (case / "originals").glob("[0-9a-f][0-9a-f]/*"))


def state_of(case: Path) -> State:
    """What lies there."""
    with closing(sqlite3.connect(case / "case.sqlite3")) as store:
        recorded = store.execute("select sha256 from store_recordingrow").fetchall()
        arrivals = store.execute("select recording_id, source_path from store_intakerow").fetchall()
        calls = store.execute("select count(*) from store_callrow").fetchone()[0]
    runs = list((case / "originals").glob(".unfinished-*"))
    found = [path for run in runs for path in run.iterdir()]
    marks = frozenset(path.name for path in found if MARK.fullmatch(path.name))
    return State(
        recorded=frozenset(row[0] for row in recorded),
        arrivals=tuple(arrivals),
        calls=calls,
        sealed=sealed_in(case),
        marks=marks,
        copies=sum(path.is_file() for path in found) - len(marks),
        unfinished=bool(runs),
    )


def after_kill(work: Path, source: Path, count: int, *, complete: bool) -> list[str]:
    """When the kill fell, what it left, and whether a second run completes."""
    case = work / "case"
    state = state_of(case)
    some = 0 < len(state.recorded) < count
    found = [
        f"fell {moment_of(state, count)}",
        f"left {'some' if some else 'all or none'} of the files recorded",
        *what_is_wrong(case, state),
    ]
    if complete:
        code, state = ended(begun(case, source)), state_of(case)
        found += what_is_wrong(case, state)
        lengths = {len(state.recorded), len(state.sealed), len(state.arrivals), state.calls}
        whole = code == 0 and lengths == {count} and not state.unfinished
        found.append("second run completes" if whole else "BAD: a second run does not complete")
    return found


def moment_of(state: State, count: int) -> str:
    """In which step of its work the run was, as far as its traces tell."""
    if state.marks - state.sealed:
        return "3 while originals were published"
    if state.marks - state.recorded:
        return "4 after publishing, before recording was done"
    if state.marks:
        return "5 after recording, before the marks were gone"
    if not state.unfinished:
        return "1 before the first copy" if not state.recorded else last_moment_of(state, count)
    return (
        "2 while files were read and copied"
        if state.copies
        else "2 between batches, or while the zip was unpacked or recorded"
    )


def last_moment_of(state: State, count: int) -> str:
    """The end of the work: all is recorded, and calls may be assembled."""
    return "7 after the calls" if state.calls == count else "6 before the calls were stored"


def what_is_wrong(case: Path, state: State) -> list[str]:
    """Whether a file is half or twice, and whether `verify`, which reads every original, sees
    anything."""
    wrong = []
    if state.recorded - state.sealed:
        wrong.append("BAD: recorded and not sealed")
    if state.sealed - state.recorded - state.marks:
        wrong.append("BAD: sealed, not recorded, and not marked as unfinished")
    if len(state.arrivals) != len(state.recorded):
        wrong.append("BAD: twice, or without arrival")
    if {sha256 for sha256, _ in state.arrivals} != state.recorded:
        wrong.append("BAD: arrival of another")
    answer = verify(open_case(case))
    disconnect()
    return [*wrong, "verify clean" if answer["ok"] else f"BAD: verify: {answer['problems'][:3]}"]


if __name__ == "__main__":
    sys.exit(main())
