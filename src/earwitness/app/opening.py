"""Making and opening a case."""

import getpass
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.canonical import digest
from earwitness.runtime.case import CaseFolder, find_case
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import Side, read_settings, settings_text
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import connect, writing
from earwitness.runtime.store.databases import server_settings


def create_case(
    root: Path,
    *,
    time_zone: str,
    region: str,
    channel_sides: Sequence[Side] = (),
    database: str = "",
) -> Workplace:
    """Make an empty case in `root`, which must not be one yet.

    `channel_sides` says who is on which channel of stereo calls, where the deliverer said so.
    `database` is the address of an empty PostgreSQL database for the store, instead of a file.

    Raises:
        WrongUsage: there is a case already, the zone or region does not exist, or the address is
            none.
        CaseUnusable: the folder cannot be written, or the database cannot be used.
    """
    folder = CaseFolder(root.absolute())
    if folder.settings.exists():
        raise WrongUsage(
            f"{root} is a case already.", remedy="Choose another folder, or just use it."
        )
    if database:
        server_settings(database)  # before anything is made
    try:
        for part in (folder.root, folder.originals, folder.derived, folder.index):
            part.mkdir(parents=True, exist_ok=True)
        folder.root.chmod(0o700)  # recordings of people in danger: nobody else on this machine
        draft = folder.root / "case.toml.new"
        draft.write_text(
            settings_text(
                time_zone=time_zone,
                region=region,
                channel_sides=channel_sides,
                database=database,
            ),
            "utf-8",
        )
        try:
            settings = read_settings(draft)
        except CaseUnusable as error:
            draft.unlink()
            raise WrongUsage(
                f"No case was made: time zone {time_zone!r}, region {region!r}.",
                remedy="Name a zone like Europe/Kyiv and a region of two letters like RU.",
            ) from error
        connect(folder.database, create=True, server=settings.case.database)
        place = Workplace(folder=folder, settings=settings, actor=actor())
        with writing(folder.database):
            journal.append(
                actor=place.actor, action="init", subject="case", digest=digest(asdict(settings))
            )
        draft.replace(folder.settings)
    except OSError as error:
        raise CaseUnusable(
            f"{root} cannot be made a case: {error.strerror}.",
            remedy="Choose a folder that you may write, on a disk with free space.",
        ) from error
    return place


def open_case(start: Path) -> Workplace:
    """The case at `start` or above it, with its store open.

    Raises:
        CaseUnusable: there is none, or its settings or store cannot be used.
    """
    folder = find_case(start)
    settings = read_settings(folder.settings)
    connect(folder.database, server=settings.case.database)
    return Workplace(folder=folder, settings=settings, actor=actor())


def actor() -> str:
    """Who is at work, for the ledger: the account name on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
