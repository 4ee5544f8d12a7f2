"""A long ledger and large originals: time and memory of `verify`, against `sha256sum`.

    uv run python benchmarks/ledger.py [--entries 1000000] [--megabytes 1000]

Half of the entries are results with their rows, the other half views. The originals are random
bytes, 50 MB each; `sha256sum` hashes the same files just before and just after.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

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
    last = journal.last()
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


def verified(case: Path, *options: str) -> Watched:
    """One verification in a child."""
    return watch([sys.executable, "-m", "earwitness", "-C", str(case), "verify", "-q", *options])


def summed(case: Path) -> float:
    """Seconds that `sha256sum` takes for the same originals."""
    files = [str(path) for path in (case / "originals").rglob("*") if path.is_file()]
    started = time.perf_counter()
    subprocess.run(["sha256sum", *files], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--megabytes", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        place = create_case(root / "large", time_zone="Europe/Kyiv", region="RU")
        add_originals(place, asked.megabytes, root)
        place = open_case(root / "large")
        from earwitness.app.intake import renew_calls

        renew_calls(place)
        disconnect()
        before, full, after = (
            summed(root / "large"),
            verified(root / "large"),
            summed(root / "large"),
        )
        fast = verified(root / "large", "--fast")
        print(
            f"{asked.megabytes} MB: sha256sum {before:.1f} s and {after:.1f} s, verify "
            f"{full.seconds:.1f} s ({(before + after) / 2 / full.seconds:.2f} of its speed), "
            f"--fast {fast.seconds:.1f} s"
        )
        for count in (asked.entries // 100, asked.entries // 10, asked.entries):
            place = create_case(root / f"long{count}", time_zone="Europe/Kyiv", region="RU")
            fill(place, count)
            disconnect()
            run = verified(root / f"long{count}")
            print(
                f"{count:9} entries: {run.seconds:7.1f} s  {run.peak_mib:6.0f} MiB  "
                f"{count / run.seconds:7.0f} a second"
            )


if __name__ == "__main__":
    main()
