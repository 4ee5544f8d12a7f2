"""What a case costs as it grows: every step of its way measured at several numbers of calls.

    uv run python benchmarks/million_calls.py FOLDER [--calls 1000 10000] [--unread]
        [--without support] [--figures FILE]

Makes a case of each size without sound (`scale/`) through the store and the runner, and asks
it what people and commands ask. Each step runs in a process of its own. Written to FIGURES, a line
of JSON each: the step, calls, processor seconds (own and of workers, without making things up),
peak resident MiB, bytes of the case's folder without originals. With
`--unread` the stages that read text are made up as well: what they cost a recording does not depend
on how many there are. Then a table: milliseconds a call, by size. A run that was ended goes on
where it was. Cases stay in FOLDER.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from call_memory import forked
from scale.steps import Plan, asking, making, run_step
from scale.stopwatch import MAKING_UP


def main() -> None:
    """Measure all steps at all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calls", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--without", nargs="*", default=[], help="stages that are left out")
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--figures", type=Path)
    asked = parser.parse_args()
    plan = Plan(tuple(asked.without), asked.unread)
    asked.folder.mkdir(parents=True, exist_ok=True)
    figures = asked.figures or asked.folder / "figures.jsonl"
    known = [*_read(figures)]
    for count in asked.calls:
        for name in (*making(plan), *asking(plan)):
            if any((one["step"], one["calls"]) == (name, count) for one in known):
                continue
            one = forked(partial(measured, asked.folder / str(count), name, count, plan))
            known.append(one)
            print(_line(one), flush=True)
            with figures.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(one) + "\n")
    print("\n".join(table(known)))


def measured(folder: Path, name: str, count: int, plan: Plan) -> dict[str, Any]:
    """One step, done here."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # peak memory from here on (proc(5))
    done, prepared = run_step(folder, name, count, plan)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = time.process_time() - prepared - MAKING_UP.seconds
    return {
        "step": name,
        "calls": count,
        "cpu_s": round(own + workers.ru_utime + workers.ru_stime, 3),
        "peak_mib": round(max(_peak_kib(), workers.ru_maxrss) / 1024),
        "bytes": sum(path.stat().st_size for path in _files(folder)),
        "done": done if isinstance(done, int) else None,
    }


def table(known: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Milliseconds a call by step and size, growth from the first size to the last, peak MiB."""
    sizes = sorted({one["calls"] for one in known})
    by = {(one["step"], one["calls"]): one for one in known}
    yield f"{'ms a call':<34}" + "".join(f"{size:>10}" for size in sizes) + f"{'growth':>9}  MiB"
    for name in dict.fromkeys(one["step"] for one in known):
        own = [by.get((name, size)) for size in sizes]
        costs = [1000 * one["cpu_s"] / one["calls"] if one else None for one in own]
        cells = "".join(f"{cost:>10.3f}" if cost is not None else f"{'':>10}" for cost in costs)
        told = [cost for cost in costs if cost is not None]
        peaks = ", ".join(str(one["peak_mib"]) for one in own if one)
        yield f"{name:<34}{cells}{told[-1] / max(told[0], 1e-9):>9.2f}  {peaks}"


def _peak_kib() -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _line(one: dict[str, Any]) -> str:
    return (
        f"{one['calls']:>9} {one['step']:<34}{one['cpu_s']:>9.2f} s {one['peak_mib']:>6} MiB "
        f"{one['bytes'] / 1e6:>9.1f} MB"
    )


def _read(figures: Path) -> Iterator[dict[str, Any]]:
    if figures.exists():
        yield from map(json.loads, figures.read_text("utf-8").splitlines())


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "originals" not in path.parts)


if __name__ == "__main__":
    main()
