"""Address books as vCard files (`.vcf`), versions 2.1, 3.0 and 4.0, several cards a file.

Written for what phones really export: quoted-printable Cyrillic with soft breaks, `item1.TEL`
groups, WhatsApp's `waid=`, cards without an end. Profile ids are `<file name>#<position>`,
positions counted from 0 over all cards of the file; a nickname beside a
name is a profile of its own, `<file name>#<position> nickname 1`. Notes are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.chat_texts import head_lines
from earwitness.crossing.sources.entries import Entry, cut_off, problem, profile_from, tidy
from earwitness.crossing.sources.vcard_lines import (
    ContentLine,
    components,
    content_lines,
    unescaped,
)
from earwitness.crossing.sources.vcard_relatives import is_about_relatives, nicknames, relatives
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

MOST_LINES_OF_A_CARD = 2_000
"""Wanted lines kept of one card; real cards have dozens."""

LONGEST_KEPT = 8_000
"""Characters kept of one line's value: with the limit above a card stays below 64 MB. Estimate."""

MOST_NICKNAMES = 20
"""Of one card. Estimate."""

_WANTED = frozenset({"N", "FN", "TEL", "BDAY", "ADR", "ORG", "CATEGORIES"})
_HEAD_BYTES = 64 * 1024
_BEFORE_A_CARD = 4
_CARD_BEGINS = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class _Card:
    """A card while it is read."""

    position: int
    lines: list[ContentLine] = field(default_factory=list)
    agent_depth: int = 0
    last_name: str = ""
    is_cut: bool = False


class VCardSource:
    """Reader of vCard files; implements `ports.ProfileReader`."""

    name = "vcard"
    version = "2"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether a line of the file's head begins a card, and the file is no chat about one."""
        try:
            with untrusted_path.open("rb") as stream:
                head = stream.read(_HEAD_BYTES)
        except OSError:
            return False
        first = _CARD_BEGINS.search(head.replace(b"\x00", b"").replace(b"\r", b"\n"))
        return first is not None and (first.start() < _BEFORE_A_CARD or not head_lines(head))

    def read(self, untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
        """Profiles in file order; cards without an end are read as far as they go."""
        try:
            with untrusted_path.open("rb") as stream:
                yield from read_cards(content_lines(stream), untrusted_path.name, context)
        except OSError as error:
            yield problem(
                untrusted_path.name,
                f"{untrusted_path.name} cannot be read: {error.strerror}.",
                "Check that the file is there and may be read.",
            )


def first_entry(stream: BinaryIO, profile_id: str) -> Entry | None:
    """The entry of the first card of a stream under another id, None without a card. For cards
    within other exports."""
    card: _Card | None = None
    for line in content_lines(stream):
        if line.name == "BEGIN" and card is None:
            card = _Card(0)
        elif line.name == "END":
            break
        elif card is not None:
            _take(card, line)
    return replace(_entry(card, ""), profile_id=profile_id) if card is not None else None


def read_cards(
    lines: Iterator[ContentLine], file_name: str, context: SourceContext
) -> Iterator[Profile | Problem]:
    """Profiles of the cards in these lines; ids are `<file_name>#<position>`."""
    card: _Card | None = None
    count = 0
    assumed_told = False
    for line in lines:
        begins = line.name == "BEGIN" and line.value.strip().upper() == "VCARD"
        ends = line.name == "END" and line.value.strip().upper() == "VCARD"
        if begins and card is not None and _inside_agent(card):
            card.agent_depth += 1
        elif begins:
            if card is not None:
                yield _unended(file_name, card)
                yield from _finished(card, file_name, context)
            card, count = _Card(count), count + 1
        elif ends and card is not None and card.agent_depth:
            card.agent_depth -= 1
        elif ends and card is not None:
            yield from _finished(card, file_name, context)
            card = None
        elif card is not None:
            if line.assumed_encoding and not assumed_told and _is_wanted(line.name):
                assumed_told = True
                yield _assumed(file_name, card)
            _take(card, line)
    if card is not None:
        yield from _finished(card, file_name, context)
        yield cut_off(file_name, count)


def _inside_agent(card: _Card) -> bool:
    """A card within a card: the value of AGENT in vCard 2.1, not somebody of their own."""
    return card.agent_depth > 0 or card.last_name == "AGENT"


def _is_wanted(name: str) -> bool:
    return name in _WANTED or is_about_relatives(name)


def _take(card: _Card, line: ContentLine) -> None:
    card.last_name = line.name
    if not _is_wanted(line.name) or card.agent_depth:
        return
    if len(card.lines) < MOST_LINES_OF_A_CARD:
        card.lines.append(replace(line, value=line.value[:LONGEST_KEPT]))
    else:
        card.is_cut = True


def _finished(card: _Card, file_name: str, context: SourceContext) -> Iterator[Profile | Problem]:
    if card.is_cut:
        yield _too_long(file_name, card)
    main = profile_from(_entry(card, file_name), context)
    if main is not None:
        yield main
        others = (tidy(other) for other in islice(nicknames(card.lines), MOST_NICKNAMES))
        different = dict.fromkeys(name for name in others if name and name != main.name)
        for position, other in enumerate(different, start=1):
            own_id = f"{main.profile_id} nickname {position}"
            yield replace(main, profile_id=own_id, name=other, first_name="", surname="")


def _entry(card: _Card, file_name: str) -> Entry:
    surname, first_name, middle, *_ = [*components(_first(card, "N")), "", "", ""]
    assembled = " ".join(part for part in (first_name, middle, surname) if part.strip())
    town = [*components(_first(card, "ADR")), "", "", "", ""][3]
    return Entry(
        profile_id=f"{file_name}#{card.position}",
        name=unescaped(_first(card, "FN")) or assembled or next(nicknames(card.lines), ""),
        first_name=first_name,
        surname=surname,
        untrusted_numbers=tuple(_numbers(card)),
        birth_date=_first(card, "BDAY"),
        city=town,
        relatives=tuple(relatives(card.lines)),
        groups=tuple(_groups(card)),
    )


def _first(card: _Card, name: str) -> str:
    return next((line.value for line in card.lines if line.name == name and line.value), "")


def _numbers(card: _Card) -> Iterator[str]:
    """TEL values, and WhatsApp's own account number, which is international without a plus."""
    for line in card.lines:
        if line.name == "TEL":
            yield unescaped(line.value)
            if waid := line.parameter("WAID"):
                yield f"+{waid.lstrip('+')}"


def _groups(card: _Card) -> Iterator[str]:
    for line in card.lines:
        if line.name == "ORG":
            yield " ".join(components(line.value))
        elif line.name == "CATEGORIES":
            yield from (unescaped(part) for part in re.split(r"(?<!\\),", line.value))


def _unended(file_name: str, card: _Card) -> Problem:
    return problem(
        file_name,
        f"Card {card.position} of {file_name} has no end; it was read as far as it goes.",
        "Compare that card with the phone or export it again.",
    )


def _too_long(file_name: str, card: _Card) -> Problem:
    return problem(
        file_name,
        f"Card {card.position} of {file_name} has more lines than are read of one.",
        "Look at it in a text editor; nobody can be called absent from this source.",
    )


def _assumed(file_name: str, card: _Card) -> Problem:
    return problem(
        file_name,
        f"From card {card.position} on, {file_name} names no encoding; Windows-1251 was assumed.",
        "If names look wrong, export the address book again as vCard 3.0 in UTF-8.",
    )
