"""Where accounts and sessions lie: a file in the case, or a PostgreSQL database."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connections

from earwitness.desk.routing import DESK
from earwitness.desk.settings import DATABASES
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store.databases import SETTING_OF_ACCOUNTS, accounts_settings
from earwitness.runtime.store.postgresql.failures import first_line

_FILE = deepcopy(DATABASES[DESK])  # Django's own record of connections is the same object


def use_file(path: Path) -> None:
    """Keep accounts in this SQLite file."""
    _use({**deepcopy(_FILE), "NAME": str(path)})
    call_command("migrate", database=DESK, verbosity=0, interactive=False)


def use_postgresql(untrusted_address: str) -> None:
    """Keep accounts in this PostgreSQL database ("postgresql://…").

    Raises:
        WrongUsage: it is no such address, or the driver is not installed.
        CaseUnusable: the database cannot be reached or changed.
    """
    _use(accounts_settings(untrusted_address))
    try:
        call_command("migrate", database=DESK, verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CaseUnusable(
            "The database of accounts cannot be used.",
            remedy=f"See that the server runs, that {SETTING_OF_ACCOUNTS} in case.toml names it, "
            f"and that its user may make tables there. It says: {first_line(error)}",
        ) from error


def _use(database: dict[str, Any]) -> None:
    now = connections.settings[DESK]
    whole = connections.configure_settings({"default": {}, DESK: dict(database)})[DESK]
    if {key: now.get(key) for key in ("ENGINE", "NAME", "HOST", "PORT", "USER")} == {
        key: whole.get(key) for key in ("ENGINE", "NAME", "HOST", "PORT", "USER")
    }:
        return
    connections[DESK].close()
    del connections[DESK]
    connections.settings[DESK] = whole
