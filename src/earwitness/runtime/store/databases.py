"""Which database is the store of this process: a file, or one on a PostgreSQL server."""

from pathlib import Path
from typing import Any

from django.db import connections

from earwitness.records.errors import WrongUsage
from earwitness.runtime.store.postgresql.address import settings_of
from earwitness.runtime.store_settings import DATABASES

DEFAULT = "default"
SETTING = "[case] database"
ENGINE = "earwitness.runtime.store.postgresql"
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


def _use(settings: dict[str, Any]) -> None:
    connections[DEFAULT].close()
    del connections[DEFAULT]
    connections.settings[DEFAULT] = settings
