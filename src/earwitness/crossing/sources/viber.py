"""Viber: the desktop's `viber.db`, the iPhone's `Contacts.data`, and message histories as CSV.

Databases that Viber encrypts (the desktop program since 2024) cannot be read. Profile ids are rows
of a table, `Contact row 12`, or `line 12` of a history, after its name where it lies in an archive.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import cut_off, problem, profile_from, read_numbers
from earwitness.crossing.sources.sqlite_tables import (
    is_shorter_than_told,
    is_sqlite,
    opened_tables,
)
from earwitness.crossing.sources.viber_messages import HEAD_BYTES, is_history, read_history
from earwitness.crossing.sources.viber_tables import (
    DESKTOP,
    IPHONE,
    desktop_entries,
    iphone_entries,
    is_desktop,
    is_iphone,
    newest_day,
)
from earwitness.crossing.sources.zip_members import (
    OpenedZip,
    is_zip,
    member_head,
    member_stream,
    opened_zip,
)
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

_Results = Iterator[Profile | Problem | SourceFacts]


class ViberSource:
    """Reader of Viber's databases and histories; implements `ports.ProfileReader`."""

    name = "viber"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the tables, or the first rows, are Viber's."""
        try:
            if is_sqlite(untrusted_path):
                with opened_tables(untrusted_path, DESKTOP | IPHONE) as tables:
                    return is_desktop(tables) or is_iphone(tables)
            if is_zip(untrusted_path):
                with opened_zip(untrusted_path) as archive:
                    return any(_histories(archive))
            with untrusted_path.open("rb") as stream:
                return is_history(stream.read(HEAD_BYTES))
        except (OSError, InputUnusable):
            return False

    def read(self, untrusted_path: Path, context: SourceContext) -> _Results:
        """Profiles; what cannot be read further ends with a Problem."""
        name = untrusted_path.name
        try:
            if is_sqlite(untrusted_path):
                yield from _read_database(untrusted_path, context)
            elif is_zip(untrusted_path):
                yield from _read_archive(untrusted_path, context)
            else:
                with io.FileIO(untrusted_path) as raw:
                    yield from read_history(raw, name, "", context)
        except InputUnusable as error:
            yield problem(name, error.what, error.remedy)
        except OSError as error:
            yield problem(
                name,
                f"{name} cannot be read: {error.strerror}.",
                "Check that the file is there and may be read.",
            )


def _read_database(untrusted_path: Path, context: SourceContext) -> _Results:
    name, count = untrusted_path.name, 0
    with opened_tables(untrusted_path, DESKTOP | IPHONE) as tables:
        if is_desktop(tables):
            owners, _ = read_numbers([_owner(untrusted_path)], context.region)
            yield SourceFacts(owner_numbers=owners)
            entries = desktop_entries(tables)
        else:
            entries = iphone_entries(tables)
        for entry in entries:
            profile = profile_from(entry, context)
            if profile is not None:
                count += 1
                yield profile
        yield SourceFacts(as_of=newest_day(tables))
        known = is_desktop(tables) or is_iphone(tables)
    if untrusted_path.with_name(f"{name}-wal").exists():
        yield _changes_beside(name)
    if is_shorter_than_told(untrusted_path):
        yield cut_off(name, count)
    elif not known:
        yield problem(name, f"{name} is no database of Viber.", "Look which program it is of.")


def _owner(untrusted_path: Path) -> str:
    """The desktop program keeps `viber.db` in a folder named after the owner's number."""
    folder = untrusted_path.absolute().parent.name
    return f"+{folder}" if folder.isdigit() and 10 <= len(folder) <= 15 else ""


def _histories(archive: OpenedZip) -> Iterator[zipfile.ZipInfo]:
    seen: set[str] = set()
    for member in archive.infolist():
        is_new_table = member.filename.lower().endswith(".csv") and member.filename not in seen
        seen.add(member.filename)
        if is_new_table and is_history(member_head(archive, member, HEAD_BYTES)):
            yield member


def _read_archive(untrusted_path: Path, context: SourceContext) -> _Results:
    found = False
    with opened_zip(untrusted_path) as archive:
        for member in _histories(archive):
            found = True
            with member_stream(archive, member) as raw:
                prefix = f"{member.filename} "
                yield from read_history(raw, untrusted_path.name, prefix, context)
    if not found:
        yield problem(
            untrusted_path.name,
            f"{untrusted_path.name} holds no message history of Viber.",
            "Send the message history from Viber again.",
        )


def _changes_beside(name: str) -> Problem:
    return problem(
        name,
        f"{name}-wal lies beside {name}: its newest changes are not read.",
        "Close Viber, copy the database again, and give the copy.",
    )
