"""Signal: its own plain export, what other programs export from it, and chats as text.

Read are `main.jsonl` of "Export chat history" (people with number, name, account and groups),
conversations of Signal Desktop as JSON, and of carderne/signal-export `data.json` (who wrote),
`meta.json` (members with numbers) and `chat.md`. Encrypted backups cannot be read.

Profile ids are `line 12`, or places in the document: `conversations[3]`.
"""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.chat_texts import HEAD_BYTES, head_lines, read_chat
from earwitness.crossing.sources.entries import Entry, broken, cut_off, problem, profile_from
from earwitness.crossing.sources.json_lines import json_lines, json_object
from earwitness.crossing.sources.json_stream import Brokenness
from earwitness.crossing.sources.signal_documents import SignalDocument, is_signal_document
from earwitness.crossing.sources.signal_lines import SignalLines, is_signal_line
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

_Results = Iterator[Profile | Problem | SourceFacts]
_Form = Literal["lines", "document", "text"]


class SignalSource:
    """Reader of exports from Signal; implements `ports.ProfileReader`."""

    name = "signal"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the head of the file is one of the forms."""
        try:
            return _form(untrusted_path) is not None
        except (OSError, InputUnusable):
            return False

    def read(self, untrusted_path: Path, context: SourceContext) -> _Results:
        """Profiles; a cut-off file ends with a Problem, a broken line is one and the rest goes
        on."""
        name = untrusted_path.name
        try:
            form = _form(untrusted_path)
            if form == "lines":
                yield from _read_lines(untrusted_path, context)
            elif form == "text":
                with io.FileIO(untrusted_path) as raw:
                    yield from read_chat(raw, name, "", context)
            else:
                yield from _read_document(untrusted_path, context)
        except InputUnusable as error:
            yield problem(name, error.what, error.remedy)
        except OSError as error:
            yield problem(
                name,
                f"{name} cannot be read: {error.strerror}.",
                "Check that the file is there and may be read.",
            )


def _form(untrusted_path: Path) -> _Form | None:
    with untrusted_path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    first = json_object(head.lstrip().partition(b"\n")[0])
    if first is not None and is_signal_line(first):
        return "lines"
    lines = head_lines(head)
    if lines and all(line.in_brackets and line.separator == "-" for line in lines[:20]):
        return "text"
    try:
        return "document" if is_signal_document(untrusted_path) else None
    except Brokenness:
        return None


def _read_lines(untrusted_path: Path, context: SourceContext) -> _Results:
    name, lines = untrusted_path.name, SignalLines()
    count, trouble = 0, None
    for line in json_lines(untrusted_path):
        if line.value is not None:
            for profile in _profiles(lines.take(line.value, line.number), context):
                count += 1
                yield profile
        elif line.is_last:
            trouble = cut_off(name, count)
        else:
            yield _broken_line(name, line.number)
    yield from _profiles(lines.finish(), context)
    yield SourceFacts(as_of=lines.as_of, has_names_alone=lines.has_names_alone)
    if trouble is not None:
        yield trouble


def _read_document(untrusted_path: Path, context: SourceContext) -> _Results:
    document, count, has_names_alone = SignalDocument(), 0, False
    trouble: Problem | None = None
    try:
        for profile in _profiles(document.entries(untrusted_path), context):
            count += 1
            has_names_alone = has_names_alone or not profile.numbers
            yield profile
    except Brokenness as brokenness:
        tell = cut_off if brokenness.cut_off else broken
        trouble = tell(untrusted_path.name, count)
    yield SourceFacts(as_of=document.as_of, has_names_alone=has_names_alone)
    if trouble is not None:
        yield trouble


def _profiles(entries: Iterable[Entry], context: SourceContext) -> Iterator[Profile]:
    for entry in entries:
        profile = profile_from(entry, context)
        if profile is not None:
            yield profile


def _broken_line(file_name: str, number: int) -> Problem:
    return problem(
        file_name,
        f"Line {number} of {file_name} is no JSON; it was left out.",
        "Export it again; until then nobody can be called absent from this source.",
    )
