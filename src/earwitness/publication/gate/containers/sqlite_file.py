"""SQLite: rows of all tables, as text; blobs as members. Deleted rows stand in the bytes."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from earwitness.publication.gate.containers.member import Found, Kind, Member, Shut, Source, slices

HEAD_BYTES, MOST_BYTES = 100, 2**48
MOST_CELL_BYTES = 256 * 2**20
"""Of one cell, also of one that is computed. Estimate."""

STEPS, MOST_STEPS = 100_000, 5_000
"""Steps of SQLite's machine between two looks, and looks. Estimate: some minutes."""


def _size(head: bytes) -> int:
    """How large the file is by its own header (sqlite.org/fileformat2.html, 1.3); 0: it is none."""
    page = int.from_bytes(head[16:18], "big") if len(head) == HEAD_BYTES else 0
    page = 65_536 if page == 1 else page
    if page < 512 or page & (page - 1) or head[21:24] != b"\x40\x20\x20":
        return 0
    is_told = head[24:28] == head[92:96]
    return page * int.from_bytes(head[28:32], "big") if is_told else MOST_BYTES


def _open(source: Source, start: int) -> Found:
    size = _size(source.data[start : start + HEAD_BYTES])
    if not size:
        yield Shut(name="SQLite", why="is damaged, or encrypted")
        return
    with tempfile.NamedTemporaryFile(dir=str(source.scratch), suffix=".sqlite") as copy:
        for chunk in slices(source.data, start, start + size):
            copy.write(chunk)
        copy.flush()
        try:
            tables = _tables(Path(copy.name))
        except sqlite3.Error:
            yield Shut(name="SQLite", why="is damaged, or encrypted")
            return
        for table in tables:
            yield Member(
                name=f"table {table}",
                chunks=lambda table=table: _rows(Path(copy.name), table),  # type: ignore[misc]
            )


def _connected(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    left = [MOST_STEPS]

    def is_too_long() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    store.set_progress_handler(is_too_long, STEPS)
    store.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CELL_BYTES)
    store.text_factory = bytes
    store.execute("pragma trusted_schema = off")
    return store


def _tables(path: Path) -> list[str]:
    store = _connected(path)
    try:
        query = "select name from sqlite_master where type = 'table'"
        return [bytes(name).decode("utf-8", "replace") for (name,) in store.execute(query)]
    finally:
        store.close()


def _rows(path: Path, table: str) -> Iterator[bytes]:
    """The cells of each row, divided by tabs.

    Raises:
        sqlite3.Error: the rest cannot be read.
    """
    store = _connected(path)
    try:
        quoted = table.replace('"', '""')
        for row in store.execute(f'select * from "{quoted}"'):
            yield b"\t".join(_cell(value) for value in row) + b"\n"
    finally:
        store.close()


def _cell(value: bytes | int | float | None) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value)).encode()
    return b"" if value is None else str(value).encode()


KIND = Kind(name="SQLite", magic=b"SQLite format 3\0", open=_open)
