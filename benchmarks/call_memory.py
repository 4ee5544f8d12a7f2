"""Memory and time of making the calls anew, by the number of recordings.

    uv run python benchmarks/call_memory.py [--counts 20000 40000] [--rows]

Cases of so many recordings (rows in the store, no files), one arrival each, named as recorders
name them; with `--rows` a call list as well, a row for each file. Two processes of their
own for each count: one makes the calls, the other makes them again and finds nothing changed.
"""

import argparse
import hashlib
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from earwitness.app.call_renewal import renew_calls
from earwitness.app.opening import create_case, open_case
from earwitness.records.recording import CallListRow, IntakeRecord, ListReading, Recording
from earwitness.runtime.store import call_lists, recordings
from earwitness.runtime.store.connection import disconnect, writing

START = datetime(2022, 3, 5, 12, tzinfo=UTC)


def main() -> None:
    """Fill, measure, print; the slope between the first and the last count."""
    options = argparse.ArgumentParser()
    options.add_argument("--counts", type=int, nargs="+", default=[20_000, 40_000])
    options.add_argument("--rows", action="store_true")
    asked = options.parse_args()
    peaks: dict[str, list[tuple[int, int]]] = {"first": [], "again": []}
    with tempfile.TemporaryDirectory(dir=".") as name:
        for count in asked.counts:
            case = Path(name) / str(count)
            forked(partial(fill, case, count, rows=asked.rows))
            for what, found in peaks.items():
                before, after, seconds = forked(partial(renewed, case))
                found.append((count, after))
                print(
                    f"{count} recordings, {what}: {seconds:.1f} s, "
                    f"peak {before / 2**20:.0f} to {after / 2**20:.0f} MiB",
                    flush=True,
                )
    for what, found in peaks.items():
        (few, low), (many, high) = found[0], found[-1]
        if many > few:
            print(f"{what}: {(high - low) / (many - few):.0f} bytes more for each recording")


def fill(case: Path, count: int, *, rows: bool) -> None:
    """A case with so many recordings."""
    place = create_case(case, time_zone="Europe/Kyiv", region="UA")
    names = [name_of(number) for number in range(count)]
    arrived = [arrival(name) for name in names]
    with writing(place.folder.database):
        recordings.add_all(arrived, actor=place.actor)
        if rows:
            call_lists.add_list(
                reading_of_list(place.actor),
                [list_row(number, name) for number, name in enumerate(names)],
                actor=place.actor,
            )
    disconnect()


def name_of(number: int) -> str:
    """The name that a recorder gives."""
    start = START + timedelta(minutes=number)
    return f"{start:%Y-%m-%d_%H-%M-%S}_+7955214{number % 10_000:04}_{number:06}.wav"


def arrival(name: str) -> tuple[Recording, IntakeRecord]:
    """A recording that was never there, and how it arrived."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return Recording(sha256=sha256, byte_size=2048, source_name=name), IntakeRecord(
        sha256=sha256,
        source_path=f"/card/{name}",
        source_name=name,
        modified_at=START,
        delivery="",
    )


def reading_of_list(actor: str) -> ListReading:
    """How the list was read."""
    return ListReading(
        list_sha256="a" * 64,
        list_name="calls.csv",
        shape="",
        headings=(),
        columns_used={},
        recorded_at=START,
        recorded_by=actor,
    )


def list_row(number: int, name: str) -> CallListRow:
    """The row that names this file."""
    return CallListRow(
        list_name="calls.csv",
        list_sha256="a" * 64,
        row_number=number + 2,
        file_name=name,
        untrusted_caller=f"+7955214{number % 10_000:04}",
        untrusted_called="+380970003405",
        started_at=START + timedelta(minutes=number),
        duration_ms=60_000,
    )


def renewed(case: Path) -> tuple[int, int, float]:
    """Peak memory before and after the calls were made (bytes), and seconds."""
    place, before, start = open_case(case), peak(), time.monotonic()
    renew_calls(place)
    return before, peak(), time.monotonic() - start


def peak() -> int:
    """The most memory that this process held so far, in bytes (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def forked(work: Callable[[], Any]) -> Any:
    """What it returns (a JSON value), in a process of its own."""
    reading, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing_end, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told)


if __name__ == "__main__":
    main()
