"""Where accounts and sessions lie: a file in the case, or a PostgreSQL database."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connections

from earwitness.desk.routing import DESK
from earwitness.desk.settings import DATABASES
from earwitness.records.errors import CaseUnusable, WrongUsage

_FILE = deepcopy(DATABASES[DESK])  # Django's own record of connections is the same object
OWN_KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
"""Words of a PostgreSQL address, and what Django calls them."""


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
    _use(_settings_of(untrusted_address))
    try:
        call_command("migrate", database=DESK, verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CaseUnusable(
            "The database of accounts cannot be used.",
            remedy="See that the server runs, that [desk] accounts_database in case.toml names it, "
            f"and that its user may make tables there. It says: {_first_line(error)}",
        ) from error


def _settings_of(untrusted_address: str) -> dict[str, Any]:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise WrongUsage(
            "Accounts in PostgreSQL need its driver.",
            remedy="Install it with: pip install 'earwitness[postgresql]'",
        ) from error
    try:
        said = {key: value for key, value in conninfo_to_dict(untrusted_address).items() if value}
    except ProgrammingError as error:
        raise WrongUsage(
            "[desk] accounts_database in case.toml is no address of a PostgreSQL database.",
            remedy="Write it as postgresql://NAME@SERVER/DATABASE; docs/desk.md has an example.",
        ) from error
    known = {django: str(said.pop(own)) for own, django in OWN_KEYS.items() if own in said}
    port = str(said.pop("port", ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "PORT": port,
        "OPTIONS": {key: str(value) for key, value in said.items()},
        **known,
    }


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


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "nothing"
