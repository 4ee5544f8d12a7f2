"""A long ledger and large originals: time and memory of `verify`, against `sha256sum`.

    uv run python benchmarks/ledger.py [--entries 1000000] [--megabytes 500]

Half of the entries are results with their rows, the other half views. The originals are random
bytes, 50 MB each; `sha256sum` hashes the same files just before and just after each run, and
`verify` of an empty case tells what mere starting costs. Ratios are of one run.
"""

import argparse
import os
import sys
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from earwitness.app.call_renewal import renew_calls
from earwitness.app.opening import create_case, open_case
from earwitness.records.custody import LedgerEntry, Provenance
from earwitness.records.recording import IntakeRecord, Recording
from earwitness.runtime.canonical import digest
from earwitness.runtime.ledger import chained
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, recordings, results
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.models import LedgerRow, ResultRow
from process_tree import Watched, watch

BATCH = 5000
AT = "2200-01-01T00:00:00.123+00:00"
FILE_BYTES = 50_000_000


def fill(place: Workplace, count: int) -> None:
    """Append so many entries, chained as the program does, stored in large pieces."""
    last = journal.latest()
    for start in range(0, count, BATCH):
        entries, rows = [], []
        for number in range(start, min(start + BATCH, count)):
            last = result(last, number, rows) if number % 2 else view(last, number)
            entries.append(LedgerRow(**asdict(last)))
        with writing(place.folder.database):
            LedgerRow.objects.bulk_create(entries, batch_size=90)
            ResultRow.objects.bulk_create(rows, batch_size=90)


def view(last: LedgerEntry | None, number: int) -> LedgerEntry:
    """One copy handed out."""
    own = f"{number:064x}"
    return chained(last, at=AT, actor="bench", action="view", subject=own, digest=own)


def result(last: LedgerEntry | None, number: int, rows: list[ResultRow]) -> LedgerEntry:
    """One small result with its row."""
    provenance = Provenance(
        stage="bench", engine="e", version="1", weights_digest="", options="{}", input_digests=()
    )
    subject, output = f"{number:064x}", {"text": f"слово {number}", "start_ms": number}
    key, content = results.key_of(subject, provenance), digest(output)
    rows.append(
        ResultRow(
            key=key,
            stage="bench",
            subject=subject,
            provenance=asdict(provenance),
            output=output,
            output_digest=content,
            made_at=datetime.fromisoformat(AT),
        )
    )
    own = results.entry_digest(key, content)
    return chained(last, at=AT, actor="bench", action="made:bench", subject=subject, digest=own)


def add_originals(place: Workplace, megabytes: int, folder: Path) -> None:
    """Seal random files of 50 MB."""
    from earwitness.archive.originals import seal

    for number in range(megabytes * 1_000_000 // FILE_BYTES):
        source = folder / f"{number}.wav"
        source.write_bytes(os.urandom(FILE_BYTES))
        sealed = seal(source, place.folder.originals)
        source.unlink()
        recording = Recording(sha256=sealed.sha256, byte_size=FILE_BYTES, source_name=source.name)
        arrival = IntakeRecord(
            sha256=sealed.sha256,
            source_path=f"{number}.wav",
            source_name=source.name,
            modified_at=sealed.modified_at,
            delivery="",
        )
        with writing(place.folder.database):
            recordings.add(recording, arrival, actor="bench")


def told(case: Path, *command: str) -> Watched:
    """One command on the case in a child."""
    return watch([sys.executable, "-m", "earwitness", "-C", str(case), *command])


def summed(case: Path) -> Watched:
    """`sha256sum` of the same originals."""
    return watch(["sha256sum", *(str(one) for one in case.glob("originals/*/*"))])


def measure_originals(root: Path, megabytes: int) -> None:
    """`verify` in full against `sha256sum`, three rounds; and `--fast`."""
    place = create_case(root / "empty", time_zone="Europe/Kyiv", region="RU")
    place = create_case(root / "large", time_zone="Europe/Kyiv", region="RU")
    add_originals(place, megabytes, root)
    renew_calls(open_case(root / "large"))
    disconnect()
    empty = told(root / "empty", "verify", "-q")
    print(f"start: {empty.seconds:.2f} s, {empty.cpu_seconds:.2f} s of processor time")
    before = summed(root / "large")
    print(f"sha256sum: {before.cpu_seconds:.2f} s of processor time")
    for _ in range(3):
        full, after = told(root / "large", "verify", "-q"), summed(root / "large")
        rated = (before.seconds + after.seconds) / 2
        print(
            f"{megabytes} MB: sha256sum {rated:.2f} s, verify {full.seconds:.2f} s "
            f"({rated / full.seconds:.2f} of its speed, "
            f"{rated / (full.seconds - empty.seconds):.2f} without the start), "
            f"{full.cpu_seconds:.2f} s of processor time, {full.peak_mib:.0f} MiB"
        )
        before = after
    fast = told(root / "large", "verify", "-q", "--fast")
    print(f"--fast: {fast.seconds:.2f} s, {fast.cpu_seconds:.2f} s of processor time")


def measure_entries(root: Path, count: int) -> None:
    """`verify`, `ledger` and `ledger --heads` on a ledger of that length."""
    place = create_case(root / f"long{count}", time_zone="Europe/Kyiv", region="RU")
    fill(place, count)
    disconnect()
    for command in (("verify", "-q"), ("ledger", "--json"), ("ledger",), ("ledger", "--heads")):
        run = told(root / f"long{count}", *command)
        print(
            f"{count:9} entries: {' '.join(command):<15} {run.cpu_seconds:7.1f} s of processor "
            f"time  {run.peak_mib:5.0f} MiB",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--megabytes", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if asked.megabytes:
            measure_originals(Path(scratch), asked.megabytes)
        for part in (100, 10, 1) if asked.entries else ():
            measure_entries(Path(scratch), asked.entries // part)


if __name__ == "__main__":
    main()
