"""Getting the desk ready: Django with its settings, the tables of accounts, its secret."""

import os
import secrets
from pathlib import Path

import django
from django.apps import apps

FOLDER = "desk"
"""In the case folder: accounts, sessions, what people keep for themselves. May be thrown away."""


def set_up() -> None:
    """Start Django as the desk. Must come before anything of the store is imported, because a
    process knows one set of settings.

    Raises:
        RuntimeError: the store was imported before, without the desk.
    """
    if apps.ready:
        if not apps.is_installed("earwitness.desk"):
            raise RuntimeError("The store was loaded before the desk.")
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = "earwitness.desk.settings"
    django.setup()


def open_desk(case: Path) -> None:
    """Open the accounts of the desk of a case, and make them if there are none.

    Raises:
        OSError: the folder cannot be written.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    folder = case / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    connection = connections["desk"]
    database = str(folder / "desk.sqlite3")
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database
    settings.SECRET_KEY = _secret(folder / "secret")
    call_command("migrate", database="desk", verbosity=0, interactive=False)


def _secret(path: Path) -> str:
    """What signs sessions; kept, so that people stay logged in when the desk is started anew."""
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        made = secrets.token_urlsafe(64)
        path.touch(mode=0o600)
        path.write_text(made, "ascii")
        return made
