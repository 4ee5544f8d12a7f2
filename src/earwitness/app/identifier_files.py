"""Files and machines of a case: names as delivered, and what names the machine it lies on."""

import getpass
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from earwitness.publication.gate.identifiers import Gathered
from earwitness.records.gate import IdentifierKind
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import (
    call_lists,
    containers,
    journal,
    profiles,
    recordings,
    transcript_versions,
)

NO_ACCOUNTS = frozenset(
    {"root", "user", "admin", "administrator", "ubuntu", "home", "localhost", "runner", "guest"}
)
"""Names of accounts and hosts that thousands of machines have."""


def add_files(gathered: Gathered) -> None:
    """Names of recordings, lists, exports, transcripts, archives; folders that they were in."""
    for name, what in _file_names():
        gathered.add(IdentifierKind.FILE_NAME, name, f"the original name of {what}")
    folders = {folder for path in _paths() if (folder := _folder(path))}
    for folder in folders:
        gathered.add(IdentifierKind.FILE_NAME, folder, "a folder of a delivery")


def _file_names() -> Iterator[tuple[str, str]]:
    for arrival in recordings.arrivals():
        yield arrival.source_name, "a recording"
    for row_list in call_lists.readings():
        yield row_list.list_name, "a call list"
    for row in call_lists.list_rows():
        yield re.split(r"[/\\]", row.file_name)[-1], "a recording, in a call list"
    for source in profiles.all_sources():
        yield source.source_name, "an export"
    for container in containers.all_containers():
        yield container.source_name, "an archive"
    hashes = [recording.sha256 for recording in recordings.all_recordings()]
    for versions in transcript_versions.lines(hashes).values():
        for version in versions:
            yield re.split(r"[/\\]", version.source)[-1], "a transcript"


def _paths() -> Iterator[str]:
    yield from (arrival.source_path for arrival in recordings.arrivals())
    yield from (container.source_path for container in containers.all_containers())


def _folder(path: str) -> str:
    """The folder of a path, if it has at least two parts; archives in it count as folders."""
    parts = [part for part in re.split(r"!?[/\\]", path)[:-1] if part not in {"", ".", ".."}]
    return "/".join(parts) if len(parts) > 1 else ""


def add_machine(gathered: Gathered, place: Workplace) -> None:
    """Accounts, host, home and the folder of the case."""
    kind = IdentifierKind.MACHINE
    for account in sorted({_account(), place.actor, *journal.actors()}):
        if account.lower() not in NO_ACCOUNTS:
            gathered.add(kind, account, "an account of this machine")
        elif account:
            gathered.left_out.append("an account name that many machines have")
    host = platform.node()
    for name in dict.fromkeys((host, host.partition(".")[0])):
        if name.lower() not in NO_ACCOUNTS:
            gathered.add(kind, name, "the name of this machine")
    for path, what in _folders(place.folder):
        if len(path.parts) > 1:
            gathered.add(kind, path.as_posix(), what)
    gathered.add(kind, place.folder.root.resolve().name, "the name of the case folder")


def _account() -> str:
    """The account that works here."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _folders(folder: CaseFolder) -> Iterator[tuple[Path, str]]:
    yield folder.root.absolute(), "the path of the case"
    yield folder.root.resolve(), "the path of the case"
    try:
        home = Path.home()
    except RuntimeError:
        return
    if home.name.lower() not in NO_ACCOUNTS:
        yield home, "the home folder of this machine"
