"""Rows of known tables in an SQLite file that somebody else made.

The file may be hostile (https://www.sqlite.org/security.html): it is opened read-only and
immutable, its schema is not trusted, an authorizer allows reading the named tables and nothing
else, values have a greatest length, and work is counted in steps of SQLite's machine, in seconds
and in bytes of values: many cells may lie on one chain of pages, and a step may read all of it.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

from earwitness.records.errors import InputUnusable

MAGIC = b"SQLite format 3\x00"
LONGEST_VALUE = 16 * 1024 * 1024
"""Bytes of one value or row; pictures in it are never asked for."""

STEPS_ALLOWED = 20_000_000
STEPS_PER_BYTE = 50
"""Steps of the machine: a scan takes some 30 a row, and a row has some 50 bytes. Estimate."""

SECONDS_ALLOWED = 120.0
SECONDS_PER_MEBIBYTE = 1.0
"""Seconds within SQLite: slow disks read ten mebibytes a second, and a table is read a few times.
Estimate."""

BYTES_ALLOWED = 64 * 1024 * 1024
BYTES_PER_BYTE = 8
"""Bytes of values: a table is read a few times, and a value lies in the file once. Estimate."""

_STEPS_AT_ONCE = 1_000
_MEBIBYTE = 1024 * 1024
_ALLOWED_FUNCTION = "max"
_HEADER_BYTES = 100


class SqliteTables:
    """An open file; every method raises InputUnusable where it is damaged or takes too long."""

    def __init__(self, connection: sqlite3.Connection, name: str, size: int) -> None:
        self._connection = connection
        self._name = name
        self._columns: dict[str, frozenset[str]] = {}
        self._steps_left = STEPS_ALLOWED + STEPS_PER_BYTE * size
        self._seconds_left = SECONDS_ALLOWED + SECONDS_PER_MEBIBYTE * size / _MEBIBYTE
        self._bytes_left = BYTES_ALLOWED + BYTES_PER_BYTE * size
        self._began = monotonic()
        connection.set_progress_handler(self._count, _STEPS_AT_ONCE)

    def columns(self, table: str) -> frozenset[str]:
        """Columns of an ordinary table of this name; empty if there is none."""
        return self._columns.get(table, frozenset())

    def rows(self, query: str) -> Iterator[Sequence[object]]:
        """Rows of a query of ours, one by one. Time counts only while SQLite is at work."""
        try:
            self._began = monotonic()
            cursor = self._connection.execute(query)
            while (row := cursor.fetchone()) is not None:
                self._seconds_left -= monotonic() - self._began
                self._bytes_left -= sum(len(cell) for cell in row if isinstance(cell, str | bytes))
                if self._is_spent():
                    raise _beyond_limits(self._name)
                yield row
                self._began = monotonic()
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as error:
            raise self._trouble() from error

    def load(self, tables: frozenset[str]) -> None:
        """Look which of these tables there are, then allow reading them alone."""
        marks = ", ".join("?" * len(tables))
        query = (
            f"SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ({marks})"
            " AND sql LIKE 'CREATE TABLE%'"  # its text counts, whatever its type says
        )
        try:
            found = [str(name) for (name,) in self._connection.execute(query, sorted(tables))]
            for table in found:
                info = self._connection.execute(
                    "SELECT name, hidden FROM pragma_table_xinfo(?)", [table]
                ).fetchall()
                if any(str(name).lower() == "rowid" for name, _ in info):
                    raise self.damaged()  # not the row's number, and possibly computed
                self._columns[table] = frozenset(str(name) for name, hidden in info if not hidden)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
            raise self._trouble() from error

        def authorize(action: int, one: str | None, two: str | None, *_: str | None) -> int:
            may = (
                action == sqlite3.SQLITE_SELECT
                or (action == sqlite3.SQLITE_FUNCTION and two == _ALLOWED_FUNCTION)
                or (action == sqlite3.SQLITE_READ and one in self._columns)
            )
            return sqlite3.SQLITE_OK if may else sqlite3.SQLITE_DENY

        self._connection.set_authorizer(authorize)

    def damaged(self) -> InputUnusable:
        """The error for a file that cannot be read further."""
        return _damaged(self._name)

    def _count(self) -> int:
        now = monotonic()
        self._steps_left -= _STEPS_AT_ONCE
        self._seconds_left, self._began = self._seconds_left - (now - self._began), now
        return int(self._is_spent())

    def _is_spent(self) -> bool:
        return min(self._steps_left, self._seconds_left, self._bytes_left) < 0

    def _trouble(self) -> InputUnusable:
        return _beyond_limits(self._name) if self._is_spent() else _damaged(self._name)


@contextmanager
def opened_tables(untrusted_path: Path, tables: frozenset[str]) -> Iterator[SqliteTables]:
    """The file, with the tables of these names that it has.

    Raises:
        InputUnusable: it is no SQLite file, or damaged.
        OSError: it cannot be opened.
    """
    size = untrusted_path.stat().st_size
    address = f"{untrusted_path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            for setting in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON",
                            "mmap_size = 0", "automatic_index = OFF"):  # fmt: skip
                connection.execute(f"PRAGMA {setting}")
            opened = SqliteTables(connection, untrusted_path.name, size)
            opened.load(tables)
            yield opened
    except sqlite3.Error as error:
        raise _damaged(untrusted_path.name) from error


def is_sqlite(untrusted_path: Path) -> bool:
    """Whether the file begins as SQLite does; encrypted ones do not. Never raises."""
    try:
        with untrusted_path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def is_shorter_than_told(untrusted_path: Path) -> bool:
    """Whether the header tells more pages than the file has
    (https://www.sqlite.org/fileformat2.html, offsets 16 and 28).

    Raises:
        OSError: it cannot be opened or read.
    """
    with untrusted_path.open("rb") as stream:
        header = stream.read(_HEADER_BYTES)
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    return untrusted_path.stat().st_size < page_size * int.from_bytes(header[28:32], "big")


def _beyond_limits(name: str) -> InputUnusable:
    return InputUnusable(
        f"{name} takes longer to read, or holds more, than a file of its size can: it is made to "
        "do so, or damaged. The rest of it is not read.",
        remedy="Look whence it comes; copy it again while the program that writes it is closed.",
    )


def _damaged(name: str) -> InputUnusable:
    return InputUnusable(
        f"{name} is cut off or damaged: the database cannot be read further.",
        remedy="Copy it again while the program that writes it is closed.",
    )
