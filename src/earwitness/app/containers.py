"""Archives at intake: opened, their members taken in like files of a folder, then recorded."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from earwitness.app.examining import Inside, problem_of
from earwitness.app.taking import Item, Taking, keep, rename_problems, take_files
from earwitness.archive.bundles.formats import BLOCK, bundle_format
from earwitness.archive.bundles.unpacking import Budget, Unpacked, budget_for, unpack
from earwitness.archive.foreign_files import open_foreign, read_head, shown
from earwitness.archive.kinds import reason_not_taken
from earwitness.archive.originals import modification_time, refuse_if_changed
from earwitness.archive.seen import Look, look
from earwitness.archive.signatures import FileKind
from earwitness.archive.walk import find_files
from earwitness.records.container import ContainerRecord
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.runtime.store import containers, problems, seen_files
from earwitness.runtime.store.connection import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep in archives files lie, and what the outermost may still unpack to."""

    level: int = 0
    budget: Budget | None = None


def take_tree(taking: Taking, items: Iterable[Item], depth: Depth) -> None:
    """Take in files, and what is in the archives among them.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    for archive in take_files(taking, items):
        if taking.stop.is_set():
            return
        try:
            take_container(taking, archive, depth)
        except InputUnusable as error:
            store_problems(taking, [problem_of(archive, error)])


def take_container(taking: Taking, path: Path, depth: Depth) -> None:
    """Open one archive, unless its bytes came from this path before, and take in its members.

    It is recorded last, so that a killed intake opens it again.

    Raises:
        InputUnusable: it cannot be opened, or not within the limits.
        CaseUnusable: the case cannot be written.
    """
    if bundle_format(read_head(path, BLOCK)) is None:
        not_opened = reason_not_taken(FileKind.ARCHIVE, path)
        return store_problems(taking, [not_opened] if not_opened else [])
    if depth.level >= taking.place.settings.archives.max_nesting:
        raise InputUnusable(
            f"{shown(path)} was not unpacked: archives lie too deep in each other.",
            remedy="If you trust it, unpack it and take in the folder.",
        )
    folder = Path(tempfile.mkdtemp(prefix="unpacked-", dir=taking.run))
    try:
        take_opened(taking, path, folder, depth)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def take_opened(taking: Taking, path: Path, folder: Path, depth: Depth) -> None:
    """Unpack an archive into a folder, take in what lies there, and record the archive.

    Raises:
        InputUnusable, CaseUnusable: as `take_container`.
    """
    source = taking.inside.source_of(path)
    seen = look(path)
    with open_foreign(path) as handle:
        before = os.fstat(handle.fileno())
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]
        if containers.is_known(sha256, source):
            taking.summary.known += 1
            return remember(taking, source, sha256, seen)
        budget = depth.budget or budget_of(taking, before.st_size)
        unpacked = open_up(taking, handle, folder, path, budget)
        refuse_if_changed(path, before, os.fstat(handle.fileno()), before.st_size)
        modified_at = modification_time(path, before)
    inside = Inside(folder=folder, shown=f"{taking.inside.shown_as(path)}!", source=f"{source}!")
    inner = replace(taking, inside=inside)
    take_tree(inner, find_files([folder]), Depth(level=depth.level + 1, budget=budget))
    if taking.stop.is_set():
        return None
    container = ContainerRecord(
        sha256=sha256,
        byte_size=before.st_size,
        source_path=source,
        source_name=path.name,
        modified_at=modified_at,
        delivery=taking.delivery,
        format=unpacked.format,
        members=unpacked.members,
    )
    return record(taking, container, inside, seen, shown(path))


def budget_of(taking: Taking, byte_size: int) -> Budget:
    """What an archive of this size may unpack to, by the settings of the case."""
    limits = taking.place.settings.archives
    return budget_for(
        byte_size,
        max_mib=limits.max_unpacked_mib,
        max_ratio=limits.max_ratio,
        max_members=limits.max_members,
    )


def open_up(taking: Taking, handle: BinaryIO, folder: Path, path: Path, budget: Budget) -> Unpacked:
    """Unpack within the limits of the case.

    Raises:
        InputUnusable, CaseUnusable: as `unpack`.
    """
    settings = taking.place.settings
    return unpack(
        handle,
        folder,
        budget,
        name=shown(path),
        file_name=path.name,
        time_zone=settings.case.time_zone,
        max_seconds=settings.archives.max_seconds,
        max_memory_mib=settings.archives.max_memory_mib,
    )


def record(
    taking: Taking, container: ContainerRecord, inside: Inside, seen: Look | None, subject: str
) -> None:
    """Store an archive whose members are taken in, and which of them were refused."""
    refused = [
        Problem(
            subject=f"{inside.shown}/{member.name}",
            stage="intake",
            what=f"{inside.shown}/{member.name} was not unpacked: {member.refused}.",
            remedy="If you need it, unpack the archive by hand and take in the folder.",
        )
        for member in container.members
        if member.refused
    ]
    with writing(taking.place.folder.database):
        containers.add(container, actor=taking.place.actor)
        problems.solve(subject, "intake")
        keep(refused, taking.summary)()
    taking.summary.containers += 1
    remember(taking, container.source_path, container.sha256, seen)


def remember(taking: Taking, source: str, sha256: str, seen: Look | None) -> None:
    """Keep how the archive looked, so that the next intake need not hash it."""
    if taking.inside.folder is None and seen is not None and seen.is_reliable:
        with writing(taking.place.folder.database):
            seen_files.remember({source: (sha256, list(seen.signature))})


def store_problems(taking: Taking, found: list[Problem]) -> None:
    """Keep problems of an archive in a transaction of their own."""
    with writing(taking.place.folder.database):
        keep(found, taking.summary)()
        rename_problems(taking)
