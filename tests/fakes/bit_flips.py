"""One bit of a closed case is flipped; whether that changed anything is seen without `verify`."""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.store.connection import disconnect

NOT_OURS = {
    *("django_migrations", "sqlite_sequence"),
    *("store_listingstaterow", "store_listedcallrow", "store_callfacetrow"),
    *("store_listedcandidaterow", "store_listedvoicerow"),
}
"""Django's and SQLite's own notes; and the projection by which calls are listed (decision 0035)."""


@dataclass(frozen=True)
class Flip:
    """What was done: where, in words."""

    kind: str
    where: str


def tables(store: sqlite3.Connection) -> list[str]:
    """The tables of a case."""
    names = store.execute("select name from sqlite_master where type = 'table' order by name")
    return [name for (name,) in names if name.lower() not in NOT_OURS]


def columns_of(store: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table but the numbers that the store gives its rows."""
    found = store.execute(f"pragma table_info({table})").fetchall()
    return [name for _, name, kind, *_ in found if (name, kind.upper()) != ("id", "INTEGER")]


def content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in a store: the rows of each table in the order in which they were added."""
    store = sqlite3.connect(database)
    try:
        found = {}
        for table in tables(store):
            columns = [f'"{name}", typeof("{name}")' for name in columns_of(store, table)]
            rows = f"select {', '.join(columns)} from {table} not indexed order by rowid"
            store.text_factory = bytes
            found[table.lower()] = store.execute(rows).fetchall()
            store.text_factory = str
        return found
    finally:
        store.close()


def is_sound(database: Path) -> bool:
    """Whether SQLite finds nothing wrong with its file."""
    with sqlite3.connect(database) as store:
        sound = store.execute("pragma integrity_check").fetchall() == [("ok",)]
    store.close()
    return sound


def flip_original(case: Path, chance: random.Random) -> Flip:
    """One bit of one original's bytes."""
    originals = sorted(path for path in (case / "originals").rglob("*") if path.is_file())
    path = chance.choice(originals)
    mode = path.stat().st_mode
    path.chmod(0o644)
    where = flip_in_file(path, chance)
    path.chmod(mode)
    return Flip("original", f"{path.name} {where}")


def flip_in_file(path: Path, chance: random.Random) -> str:
    place, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))
    return f"byte {place} bit {bit}"


def flip_file(case: Path, chance: random.Random) -> Flip:
    """One bit anywhere in the file of the store."""
    return Flip("file", flip_in_file(case / "case.sqlite3", chance))


def flip_value(case: Path, chance: random.Random, only: str = "") -> Flip:
    """One bit of one value of one row (of `only` this table), through SQL: the store stays
    readable."""
    with sqlite3.connect(case / "case.sqlite3") as store:
        store.execute("pragma foreign_keys = off")
        store.execute("pragma ignore_check_constraints = on")
        filled = [only] if only else [name for name in tables(store) if _count(store, name)]
        while True:
            table = chance.choice(filled)
            row = chance.choice(store.execute(f"select rowid from {table}").fetchall())[0]
            column = chance.choice(columns_of(store, table))
            raw = store.execute(
                f'select cast("{column}" as blob), typeof("{column}"), "{column}" '
                f"from {table} where rowid = ?",
                (row,),
            ).fetchone()
            if raw[1] == "null" or not raw[0]:
                continue
            value = _flipped(raw, chance)
            try:
                change = f'update {table} set "{column}" = {value[0]} where rowid = ?'
                store.execute(change, (*value[1], row))
            except sqlite3.IntegrityError:
                continue  # another row has this value: the store itself refuses
            break
    store.close()
    return Flip("value", f"{table}.{column} of row {row}")


def _flipped(raw: tuple[bytes, str, Any], chance: random.Random) -> tuple[str, tuple[Any, ...]]:
    content, kind, value = raw
    if kind == "integer":
        return "?", (value ^ 1 << chance.randrange(62),)
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return f"cast(? as {kind})", (bytes(changed),)


def _count(store: sqlite3.Connection, table: str) -> int:
    return int(store.execute(f"select count(*) from {table}").fetchone()[0])


def copy_case(case: Path, target: Path) -> Path:
    """A copy to be damaged."""
    shutil.copytree(case, target, ignore=shutil.ignore_patterns("derived", "index"))
    return target


@contextmanager
def damaged_copy(case: Path, flip: Callable[[Path], Flip]) -> Iterator[tuple[Path, Flip]]:
    """A copy with one flip, which goes afterwards; its store may still be closing then."""
    folder = Path(tempfile.mkdtemp(dir=case.parent, prefix="flip-"))
    try:
        copy = copy_case(case, folder / "case")
        yield copy, flip(copy)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def changes_nothing(before: dict[str, list[tuple[Any, ...]]], case: Path) -> bool:
    """Whether a flipped store still holds exactly the same and SQLite finds it sound."""
    try:
        return content(case / "case.sqlite3") == before and is_sound(case / "case.sqlite3")
    except (sqlite3.Error, UnicodeDecodeError):
        return False


@dataclass(frozen=True)
class Tried:
    """What came of one flip. `idle`: it changed nothing that is stored."""

    flip: Flip
    idle: bool
    code: int
    named: tuple[str, ...]

    @property
    def missed(self) -> bool:
        """Whether something changed and nobody was told what."""
        return not self.idle and (self.code == 0 or not all(self.named) or not self.named)


KINDS = {"original": flip_original, "value": flip_value, "file": flip_file}


def tried(
    case: Path,
    kind: str,
    chance: random.Random,
    before: Any,
    *,
    verify_idle: bool = True,
    table: str = "",
) -> Tried:
    """Flip one bit of a copy (of a value: of this `table`), and verify it. `before` is the
    `content` of the whole case."""
    flipping = partial(flip_value, only=table) if table else KINDS[kind]
    with damaged_copy(case, lambda copy: flipping(copy, chance)) as (copy, flip):
        idle = kind != "original" and changes_nothing(before, copy)
        code, named = answer_of(copy) if verify_idle or not idle else (0, [])
    return Tried(flip, idle, code, tuple(named))


def answer_of(case: Path) -> tuple[int, list[str]]:
    """(exit code, what is named) of a verification; 3 if the store cannot be read."""
    try:
        answer = verify(open_case(case))
    except EarwitnessError as error:
        return int(error.exit_code), [error.what]
    finally:
        disconnect()
    named = [f"{one['kind']} {one['subject']}: {one['detail']}" for one in answer["problems"]]
    return (0 if answer["ok"] else 1), named
