"""Backups: the whole case in a folder that is a case itself, made while others work on.

The store is copied as of one moment, then the originals that it names: they are there before
they are recorded, and never change. A store on a server becomes a file of the backup.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.db import connection

from earwitness.app.backup_files import copied, files_beside, read_manifest
from earwitness.app.custody import verify
from earwitness.app.exporting import refuse_inside
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.opening import actor, open_case
from earwitness.app.store_moving import copy_all
from earwitness.archive.bags.layout import MANIFEST
from earwitness.archive.bags.writing import UNFINISHED, manifest_text, refuse_occupied
from earwitness.archive.originals import original_path
from earwitness.records.backup import Backup
from earwitness.records.custody import VerificationProblem
from earwitness.records.errors import CaseUnusable, InputUnusable
from earwitness.records.printable import printable
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.file_digest import sha256_of
from earwitness.runtime.progress import Progress
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings_writing import changed_text
from earwitness.runtime.store import journal, recordings
from earwitness.runtime.store.connection import connect, disconnect, speaking_plainly, writing
from earwitness.runtime.store.databases import file_settings, opened_beside, server_settings
from earwitness.runtime.store.turns import see_one_moment_of

EXPORT, RESTORE = "export", "restore"
MEGABYTE = 2**20


def back_up(place: Workplace, out: Path, *, progress: Progress) -> Backup:
    """Copy the case to a new folder, which appears there whole, and look whether it verifies.

    Raises:
        WrongUsage: the folder is not empty, or lies in the case.
        InputUnusable: a file of the case cannot be read to its end.
        CaseUnusable: the case or its store cannot be read, or the disk is full.
    """
    out = out.absolute()
    refuse_inside(place, out)
    finish_forgetting(place)
    with _appearing(out) as unfinished:
        copy = CaseFolder(unfinished)
        _copy_store(place, copy, progress)
        hashes, left_out = _copy_files(place, copy, progress)
        checked = _checked(copy, progress)
        hashes["case.sqlite3"] = sha256_of(copy.database)
        manifest = unfinished / MANIFEST
        manifest.write_text(manifest_text(hashes), "utf-8")
        made = replace(
            checked,
            path=str(out),
            manifest=sha256_of(manifest),
            files=len(hashes),
            bytes=sum((unfinished / name).stat().st_size for name in hashes),
            left_out=(*left_out, *_elsewhere(place)),
        )
        again = open_case(place.folder.root)
        with writing(again.folder.database):
            journal.append(actor=place.actor, action=EXPORT, subject="backup", digest=made.manifest)
    return made


def restore(untrusted_backup: Path, out: Path, *, progress: Progress) -> Backup:
    """Make a case of a backup, in a new folder; its ledger tells of it.

    Raises:
        WrongUsage: the folder is not empty.
        InputUnusable: it is no backup, or a file in it is not as it was.
        CaseUnusable: the folder cannot be written, or the store not be read.
    """
    hashes, out = read_manifest(untrusted_backup), out.absolute()
    with _appearing(out) as unfinished:
        progress.start("Copying", len(hashes), "files")
        for name, sha256 in hashes.items():
            if copied(untrusted_backup / name, unfinished / name) != sha256:
                raise InputUnusable(
                    f"The file {name} of {untrusted_backup} is not as it was.",
                    remedy="Take another backup. Nothing was made of this one.",
                )
            progress.advance(1)
        progress.finish()
        copy = CaseFolder(unfinished)
        for part in (copy.originals, copy.derived, copy.index):
            part.mkdir(exist_ok=True)
        checked = _checked(copy, progress)
        manifest = sha256_of(untrusted_backup / MANIFEST)
        open_case(unfinished)
        with writing(copy.database):
            journal.append(actor=actor(), action=RESTORE, subject="case", digest=manifest)
        disconnect()
    sizes = sum((out / name).stat().st_size for name in hashes)
    return replace(checked, path=str(out), manifest=manifest, files=len(hashes), bytes=sizes)


@contextmanager
def _appearing(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place at the end; after a failure it is gone."""
    refuse_occupied(out)
    unfinished = out.with_name(UNFINISHED.format(name=out.name))
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True, mode=0o700)
        yield unfinished
        if out.exists():
            out.rmdir()
        unfinished.rename(out)
    except OSError as error:
        raise CaseUnusable(
            f"{out} cannot be made: {error.strerror}.",
            remedy="See that there is space and that everything can be read, then try again.",
        ) from error
    finally:
        disconnect()
        shutil.rmtree(unfinished, ignore_errors=True)


def _copy_store(place: Workplace, copy: CaseFolder, progress: Progress) -> None:
    """The store as of now, as a file. SQLite: VACUUM INTO, which takes no deleted rows along
    (https://www.sqlite.org/lang_vacuum.html#vacuuminto)."""
    address = place.settings.case.database
    with speaking_plainly(place.folder.database):
        if not address:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy.database)])
        else:
            _copy_from_server(address, copy.database, progress)
        if place.folder.accounts.is_file():
            copy.desk.mkdir(mode=0o700)
            with (
                opened_beside(file_settings(place.folder.accounts)) as accounts,
                accounts.cursor() as cursor,
            ):
                cursor.execute("VACUUM INTO %s", [str(copy.accounts)])


def _copy_from_server(address: str, file: Path, progress: Progress) -> None:
    with opened_beside(server_settings(address)) as source:
        source.set_autocommit(False)
        see_one_moment_of(source)
        connect(file, create=True)
        with writing(file):
            copy_all(source, connection, progress)
        disconnect()
        source.rollback()


def _copy_files(
    place: Workplace, copy: CaseFolder, progress: Progress
) -> tuple[dict[str, str], list[str]]:
    """SHA-256 of every file but the store, by its path, and what was left out. The store of this
    process is the copy from here on."""
    own, root = place.settings, place.folder.root
    wanted = replace(own, case=replace(own.case, database=""))
    text = changed_text(place.folder.settings, "case", "database", "", wanted)
    copy.settings.write_text(text, "utf-8")
    connect(copy.database)
    known = tuple(recordings.all_recordings())
    hashes = {"case.toml": sha256_of(copy.settings)}
    if copy.accounts.is_file():
        hashes[copy.accounts.relative_to(copy.root).as_posix()] = sha256_of(copy.accounts)
    left_out = []
    progress.start("Copying", sum(one.byte_size for one in known) / MEGABYTE, "MB")
    for one in known:
        path = original_path(place.folder.originals, one.sha256)
        name = path.relative_to(root).as_posix()
        if path.is_file():  # else `verify` names it
            hashes[name] = copied(path, copy.root / name)
        progress.advance(one.byte_size / MEGABYTE)
    for name, is_wanted in files_beside(place.folder):
        if is_wanted:
            hashes[name] = copied(root / name, copy.root / name)
        else:
            left_out.append(printable(name))
    progress.finish()
    for folder in (copy.originals, copy.derived, copy.index):
        folder.mkdir(exist_ok=True)
    return hashes, left_out


def _checked(copy: CaseFolder, progress: Progress) -> Backup:
    """What is in the copy, and what `verify` says of it."""
    place = open_case(copy.root)
    found = verify(place, progress=progress)
    head, known = journal.head(), sum(1 for _ in recordings.all_recordings())
    disconnect()
    assert head is not None
    problems = tuple(from_json(one, VerificationProblem) for one in found["problems"])
    return Backup(
        path="", head=head, manifest="", recordings=known, files=0, bytes=0, problems=problems
    )


def _elsewhere(place: Workplace) -> Iterator[str]:
    if place.settings.desk.accounts_database:
        yield "[desk] accounts_database"
