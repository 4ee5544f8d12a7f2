"""Kills an intake at random moments and looks at what is left.

    uv run python benchmarks/kill_intake.py [--kills 200] [--files 600] [--seed 1]

Each kill (SIGKILL, to the process alone) hits a run on a fresh case, at a moment that is drawn
evenly over the time that a whole run takes. Afterwards every file must be sealed and recorded, or
not taken; `verify` must be clean; every second time the same command is given again and must
complete. The fast half works on plain files, the other half on the same files in a zip.
"""

import argparse
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
from pathlib import Path

from earwitness.app.answers import verify
from earwitness.app.intake import take_in
from earwitness.app.opening import create_case, open_case
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store.connection import disconnect


def main() -> int:
    """Kill, look, count; 1 if anything was half or twice."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--files", type=int, default=600)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    chance, outcomes = random.Random(asked.seed), Counter[str]()
    with tempfile.TemporaryDirectory(dir=".") as name:
        work = Path(name)
        sources = lay_out(work, asked.files)
        spans = [time_of_one(work, source) for source in sources]
        for number in range(asked.kills):
            source, span = sources[number % 2], spans[number % 2]
            moment = chance.uniform(0, span)
            outcomes.update(one_kill(work, source, moment, asked.files, complete=number % 4 < 2))
            print(f"{number + 1}: {dict(outcomes)}", file=sys.stderr)
    print(dict(outcomes))
    return int(any(key.startswith("BAD") for key in outcomes))


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


def one_kill(work: Path, source: Path, moment: float, count: int, *, complete: bool) -> list[str]:
    """Kill one run at a moment; what was found."""
    case = new_case(work)
    child = begun(case, source)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    found = ["killed" if ended(child) < 0 else "was done before"]
    found += what_is_wrong(case)
    some = 0 < recorded(case) < count
    found.append("some files recorded" if some else "all or no files recorded")
    if complete:
        code = ended(begun(case, source))
        found += what_is_wrong(case)
        if code != 0 or recorded(case) != count or leftovers(case):
            found.append("BAD: a second run does not complete")
        else:
            found.append("second run completes")
    return found


def what_is_wrong(case: Path) -> list[str]:
    """Whether a file is half or twice, and whether `verify` sees anything."""
    with sqlite3.connect(case / "case.sqlite3") as store:
        names = {row[0] for row in store.execute("select sha256 from store_recordingrow")}
        arrivals = [
            row for row in store.execute("select recording_id, source_path from store_intakerow")
        ]
    originals = case / "originals"
    sealed = {path.name for path in originals.glob("[0-9a-f][0-9a-f]/*")}
    pending = {path.name for path in originals.glob(".unfinished-*/*")}
    wrong = []
    if names - sealed:
        wrong.append("BAD: recorded and not sealed")
    if sealed - names - pending:
        wrong.append("BAD: sealed, not recorded, and not marked as unfinished")
    if len(arrivals) != len(set(arrivals)) or {row[0] for row in arrivals} != names:
        wrong.append("BAD: twice, or without arrival")
    answer = verify(open_case(case))
    disconnect()
    return [*wrong, "verify clean" if answer["ok"] else f"BAD: verify: {answer['problems'][:3]}"]


def recorded(case: Path) -> int:
    """Recordings in the store."""
    with sqlite3.connect(case / "case.sqlite3") as store:
        return int(store.execute("select count(*) from store_recordingrow").fetchone()[0])


def leftovers(case: Path) -> bool:
    """Whether anything unfinished lies in the case."""
    return any((case / "originals").glob(".unfinished-*"))


if __name__ == "__main__":
    sys.exit(main())
