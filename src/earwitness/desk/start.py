"""Getting the desk ready: Django with its settings, the tables of accounts, its secret."""

import logging
import os
import secrets
from pathlib import Path

import django
from django.apps import apps

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.case import CaseFolder


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
    for name in ("django.request", "django.security"):  # they would tell addresses: ids, links
        logging.getLogger(name).setLevel(logging.ERROR)


def open_desk(case: Path, accounts_database: str = "") -> None:
    """Open the accounts of the desk of a case, and make them if there are none: in its folder, or
    in this PostgreSQL database.

    Raises:
        CaseUnusable: the folder cannot be written, or the database cannot be used.
        WrongUsage: the database has no such address, or the driver is not installed.
    """
    from django.conf import settings

    from earwitness.desk.database import use_file, use_postgresql

    folder = CaseFolder(case)
    try:
        folder.desk.mkdir(mode=0o700, exist_ok=True)
        settings.SECRET_KEY = _secret(folder.desk / "secret")
    except OSError as error:
        raise CaseUnusable(
            f"The desk cannot keep its accounts in {case}: {error.strerror}.",
            remedy="Make the case folder writable, on a disk with free space.",
        ) from error
    if accounts_database:
        use_postgresql(accounts_database)
    else:
        use_file(folder.accounts)


def _secret(path: Path) -> str:
    """What signs sessions; kept, so that people stay logged in when the desk is started anew."""
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        made = secrets.token_urlsafe(64)
        path.touch(mode=0o600)
        path.write_text(made, "ascii")
        return made
