"""Appends to the ledger per second, in a file and on a server, beside bare inserts that are
written to the disk as surely.

    uv run python benchmarks/ledger_speed.py [--transactions 300] [--writers 1 8 50]

An append is an act as any command does it: a transaction that takes its turn, reads the newest
entry, and adds one (or 100 in one go). A bare insert is one row of the same bytes in the same kind
of database: SQLite with WAL and synchronous=FULL by `sqlite3`, PostgreSQL with fsync by `psycopg`.
Writers are processes. Ratios are of one run; seconds of this machine say little of another one.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import psycopg

from earwitness.app.opening import create_case, open_case
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect, writing
from postgresql_server import address_of, running_server

ROW = "r" * 330
"""About as many bytes as an entry has."""
BATCHES = (1, 100)
Writer = Callable[[], Callable[[int], None]]
"""Made once in each process; what it gives appends so many in one transaction."""


def appending(case: Path) -> Writer:
    """Acts of Earwitness."""

    def begin() -> Callable[[int], None]:
        place = open_case(case)
        acts = [(f"{number:064x}", "d" * 64) for number in range(max(BATCHES))]

        def append(batch: int) -> None:
            with writing(place.folder.database):
                if batch == 1:
                    journal.append(actor="bench", action="view", subject="s" * 64, digest="d" * 64)
                else:
                    journal.append_all(actor="bench", action="view", acts=acts[:batch])

        return append

    return begin


def bare_file(database: Path) -> Writer:
    """Rows in a SQLite file."""

    def begin() -> Callable[[int], None]:
        own = sqlite3.connect(database, isolation_level=None, timeout=60)
        own.execute("pragma journal_mode = wal")
        own.execute("pragma synchronous = full")

        def insert(batch: int) -> None:
            own.execute("begin immediate")
            own.executemany("insert into bare (row) values (?)", [(ROW,)] * batch)
            own.execute("commit")

        return insert

    return begin


def bare_server(address: str) -> Writer:
    """Rows in a PostgreSQL database."""

    def begin() -> Callable[[int], None]:
        own = psycopg.connect(address)

        def insert(batch: int) -> None:
            with own.cursor() as cursor:
                cursor.executemany("insert into bare (row) values (%s)", [(ROW,)] * batch)
            own.commit()

        return insert

    return begin


def rate(writer: Writer, writers: int, batch: int, transactions: int) -> float:
    """Rows per second of so many processes, all of which are ready before the clock starts."""
    ready, go = os.pipe(), os.pipe()
    children = []
    for _ in range(writers):
        if (child := os.fork()) == 0:
            append = writer()
            append(batch)
            os.write(ready[1], b".")
            os.read(go[0], 1)
            for _ in range(transactions // writers):
                append(batch)
            os._exit(0)
        children.append(child)
    waiting = 0
    while waiting < writers:
        waiting += len(os.read(ready[0], writers))
    started = time.perf_counter()
    os.write(go[1], b"." * writers)
    ended = [os.waitpid(child, 0)[1] for child in children]
    taken = time.perf_counter() - started
    for end in (*ready, *go):
        os.close(end)
    if any(ended):
        raise SystemExit("A writer failed.")
    return (transactions // writers) * writers * batch / taken


def is_whole(case: Path) -> bool:
    """Whether the chain has neither gap nor fork."""
    open_case(case)
    pairs = pairwise(journal.entries())
    whole = all((b.sequence, b.previous_hash) == (a.sequence + 1, a.hash) for a, b in pairs)
    disconnect()
    return whole


def measure(name: str, case: Path, bare: Writer, writers: list[int], transactions: int) -> None:
    """One store, with so many writers."""
    for batch in BATCHES:
        for count in writers:
            own = rate(appending(case), count, batch, transactions)
            beside = rate(bare, count, batch, transactions)
            print(
                f"{name:12} {count:3} writers, {batch:3} in a transaction: {own:8.0f} appends/s, "
                f"bare {beside:8.0f} rows/s, ratio {own / beside:.2f}",
                flush=True,
            )
    print(f"{name:12} chain whole: {is_whole(case)}")


def main() -> None:
    """Both stores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transactions", type=int, default=300)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 8, 50])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_server(durable=True) as server:
        root, address = Path(folder), address_of(server, "postgres")
        create_case(root / "file", time_zone="Europe/Kyiv", region="RU")
        disconnect()
        create_case(root / "server", time_zone="Europe/Kyiv", region="RU", database=address)
        disconnect()
        with sqlite3.connect(root / "bare.sqlite3") as own:
            own.execute("create table bare (id integer primary key, row text)")
        with psycopg.connect(address) as beside:
            beside.execute("create table bare (id bigserial primary key, row text)")
        asked = (chosen.writers, chosen.transactions)
        measure("SQLite", root / "file", bare_file(root / "bare.sqlite3"), *asked)
        measure("PostgreSQL", root / "server", bare_server(address), *asked)


if __name__ == "__main__":
    main()
