"""What people keep at the desk of a recording: it goes when the recording is forgotten.

The desk's own tables lie beside the store, in a file of the case or on a PostgreSQL server, and are
not the store's. A command that forgets runs without the desk, so they are named here.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import Error

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.databases import accounts_settings, file_settings, opened_beside
from earwitness.runtime.store.erasing import erase_rows
from earwitness.runtime.store.postgresql.failures import first_line

TRACES = {
    "desk_unsavedtext": "substr(subject, 1, 64)",
    "desk_exposure": "recording",
}
"""Tables of the desk that name a recording, and what in them is its SHA-256."""


def clear_desk(place: Workplace, hashes: Collection[str], *, anew: bool) -> None:
    """Remove what was typed and not saved of these recordings, and who heard how much of them.

    Raises:
        CaseUnusable: the desk's database cannot be reached or written.
        WrongUsage: the address of the desk's database is none, or the driver is not installed.
    """
    for database in _databases(place) if hashes else ():
        try:
            with opened_beside(database) as desk:
                erase_rows(desk, TRACES, hashes, anew=anew)
        except Error as error:
            raise CaseUnusable(
                "What the desk keeps of a forgotten recording cannot be removed: "
                f"{first_line(error)}.",
                remedy="Stop the desk, and see that its database can be reached and written; then "
                "give the same command again. Or remove the folder `desk`, if it lies there.",
            ) from error


def _databases(place: Workplace) -> Iterator[dict[str, Any]]:
    """Both places of accounts: a desk for one person keeps them in the file, whatever is set."""
    if place.folder.accounts.is_file():
        yield file_settings(place.folder.accounts)
    if address := place.settings.desk.accounts_database:
        yield accounts_settings(address)
