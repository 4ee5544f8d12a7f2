"""Which database is the store of this process: a file, or one on a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from earwitness.records.errors import WrongUsage
from earwitness.runtime.store.postgresql.address import settings_of
from earwitness.runtime.store_settings import DATABASES

DEFAULT = "default"
SETTING = "[case] database"
ENGINE = "earwitness.runtime.store.postgresql"
SETTING_OF_ACCOUNTS = "[desk] accounts_database"
ENGINE_OF_ACCOUNTS = "django.db.backends.postgresql"
_FILE = DATABASES[DEFAULT]


def use_file(database: Path) -> None:
    """Let this SQLite file be the store."""
    if connections[DEFAULT].vendor != "sqlite":
        _use(_FILE)
    connection = connections[DEFAULT]
    if connection.settings_dict["NAME"] != str(database):
        connection.close()
        connection.settings_dict["NAME"] = str(database)


def use_server(untrusted_address: str) -> None:
    """Let this PostgreSQL database be the store.

    Raises:
        WrongUsage: as `server_settings`.
    """
    wanted = connections.configure_settings({DEFAULT: server_settings(untrusted_address)})[DEFAULT]
    if connections.settings[DEFAULT] != wanted:
        _use(wanted)


def server_settings(untrusted_address: str) -> dict[str, Any]:
    """What Django has to know of this PostgreSQL database.

    Raises:
        WrongUsage: it is no address of one, it holds a password, or the driver is not installed.
    """
    found = settings_of(untrusted_address, setting=SETTING, engine=ENGINE)
    if "PASSWORD" in found:
        raise WrongUsage(
            f"The address in {SETTING} holds a password, which a file of settings must not.",
            remedy="Take it out, and put it into ~/.pgpass (readable by you alone) or the "
            "environment variable PGPASSWORD.",
        )
    return found


def accounts_settings(untrusted_address: str) -> dict[str, Any]:
    """What Django has to know of the PostgreSQL database in which the desk keeps its accounts.

    Raises:
        WrongUsage: it is no address of one, or the driver is not installed.
    """
    return settings_of(untrusted_address, setting=SETTING_OF_ACCOUNTS, engine=ENGINE_OF_ACCOUNTS)


def file_settings(database: Path) -> dict[str, Any]:
    """What Django has to know of this SQLite file."""
    return {**_FILE, "NAME": str(database)}


@contextmanager
def opened_beside(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Another database than the store, for as long as it takes; `settings` as Django wants them."""
    database = ConnectionHandler({DEFAULT: dict(settings)})[DEFAULT]
    try:
        yield database
    finally:
        database.close()


def _use(settings: dict[str, Any]) -> None:
    connections[DEFAULT].close()
    del connections[DEFAULT]
    connections.settings[DEFAULT] = settings
