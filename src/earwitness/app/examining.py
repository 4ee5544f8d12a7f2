"""Looking at one file, without the store: what it is, its sealed copy, the transcripts beside."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from earwitness.archive.foreign_files import shown
from earwitness.archive.kinds import kind_of, reason_not_taken
from earwitness.archive.originals import NotWanted, StagedFile, stage
from earwitness.archive.signatures import FileKind
from earwitness.archive.transcripts import read_transcript, transcripts_beside
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import Transcript
from earwitness.records.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """The archive that files lie in, if they do: the folder that it was unpacked to, and how it
    is called in messages and as a source (`calls.zip!`, as in Java's JAR addresses)."""

    folder: Path | None = None
    shown: str = ""
    source: str = ""

    def source_of(self, path: Path) -> str:
        """The path of a file as a source."""
        if self.folder is not None:
            return f"{self.source}/{shown(path.relative_to(self.folder))}"
        return shown(Path(os.path.abspath(path)))  # noqa: PTH100 - links are not followed

    def shown_as(self, path: Path) -> str:
        """The path of a file as the user knows it."""
        if self.folder is not None:
            return f"{self.shown}/{shown(path.relative_to(self.folder))}"
        return shown(path)


@dataclass(slots=True, kw_only=True)
class Examined:
    """What a thread found out about one file.

    `sha256` is set for a recording that is sealed: now, then `staged` is its copy, or earlier.
    `read` names the transcripts that were read. `unwanted`: the intake was stopped before.
    """

    path: Path | None = None
    kind: FileKind | None = None
    sha256: str = ""
    staged: StagedFile | None = None
    transcripts: list[Transcript] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unwanted: bool = False

    @property
    def shown(self) -> str:
        """The path as in messages."""
        return "" if self.path is None else shown(self.path)


def examine(
    item: Path | Problem, *, known_sha256: str | None, is_call_list: bool, run: Path, stop: Event
) -> Examined:
    """Look at one file and, if it is a recording that is not known, copy and hash it.

    Raises:
        CaseUnusable: the copy cannot be written.
    """
    if isinstance(item, Problem):
        return Examined(problems=[item])
    one = Examined(path=item)
    if stop.is_set():
        one.unwanted = True
        return one
    try:
        if known_sha256 is not None:
            one.sha256 = known_sha256
            read_beside(one, item)
            return one
        one.kind = FileKind.CALL_LIST if is_call_list else kind_of(item)
        if one.kind is FileKind.RECORDING:
            one.staged = stage(item, run, stop)
            one.sha256 = one.staged.sha256
            read_beside(one, item)
        elif one.kind in (FileKind.OTHER, FileKind.PROTECTED):
            one.problems.append(reason_not_taken(one.kind, item) or not_taken(item))
    except NotWanted:
        one.unwanted = True
    except InputUnusable as error:
        one.problems.append(problem_of(item, error))
    return one


def read_beside(one: Examined, recording: Path) -> None:
    """Read the transcripts that lie beside a recording."""
    for beside in transcripts_beside(recording):
        try:
            one.transcripts.append(
                read_transcript(beside, sha256=one.sha256, created_at=datetime.now(UTC))
            )
            one.read.append(shown(beside))
        except InputUnusable as error:
            one.problems.append(problem_of(beside, error))


def problem_of(path: Path, error: InputUnusable) -> Problem:
    """An error about a file, as something to keep and show."""
    return Problem(subject=shown(path), stage="intake", what=error.what, remedy=error.remedy)


def not_taken(path: Path) -> Problem:
    """A file that is nothing of use."""
    return Problem(
        subject=shown(path),
        stage="intake",
        what=f"{shown(path)} is not a recording.",
        remedy="Leave it out, or give it as a call list with --calls.",
    )
