"""What all readers of exports share: an entry becomes a profile, a mishap a problem."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.crossing.numbers import numbers_in
from earwitness.crossing.ports import SourceContext
from earwitness.records.call import NumberKind
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

STAGE = "profiles"
LONGEST_FIELD = 2_000
"""Characters kept of one field; names and towns are shorter, and a file may be hostile."""

_PAGE = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/(?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of an export as written, before its numbers are read."""

    profile_id: str
    first_name: str = ""
    surname: str = ""
    name: str = ""
    untrusted_numbers: tuple[str, ...] = ()
    birth_date: str = ""
    city: str = ""
    relatives: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    user_name: str = ""
    account_id: str = ""
    tag_count: int | None = None


def profile_from(entry: Entry, context: SourceContext) -> Profile | None:
    """The profile of an entry, or None if it holds neither a name nor a number.

    Such entries (an e-mail address alone) say nothing about who speaks on a line.
    """
    first_name, surname = tidy(entry.first_name), tidy(entry.surname)
    name = tidy(entry.name) or f"{first_name} {surname}".strip()
    lines, unread = read_numbers(entry.untrusted_numbers, context.region)
    if not (name or lines or unread):
        return None
    return Profile(
        source_id=context.source_id,
        profile_id=entry.profile_id,
        name=name,
        first_name=first_name,
        surname=surname,
        untrusted_numbers=unread,
        numbers=lines,
        birth_date=tidy(entry.birth_date),
        city=tidy(entry.city),
        relatives=_tidied(entry.relatives),
        groups=_tidied(entry.groups),
        user_name=handle(entry.user_name),
        account_id=tidy(entry.account_id),
        tag_count=entry.tag_count,
    )


def read_numbers(
    untrusted_numbers: Iterable[str], region: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines in E.164 without repeats, and, as written, what could not be read as lines.

    A cell that holds several lines and nothing else gives them all.
    """
    lines: dict[str, None] = {}
    unread: dict[str, None] = {}
    for untrusted_number in untrusted_numbers:
        for parsed in numbers_in(untrusted_number[:LONGEST_FIELD], region=region):
            if parsed.number_e164 is not None:
                lines[parsed.number_e164] = None
            elif parsed.kind is not NumberKind.EMPTY:
                unread[tidy(parsed.untrusted_number)] = None
    return tuple(lines), tuple(unread)


def tidy(text: str) -> str:
    """One line, single spaces, no control characters; emojis and case stay as written."""
    visible = "".join(c if c.isprintable() or c in "\u200d" else " " for c in text[:LONGEST_FIELD])
    return " ".join(visible.split())


def handle(text: str) -> str:
    """A user name without "@" and without the address of its page (`https://t.me/name`)."""
    return tidy(_PAGE.sub("", text.strip())).lstrip("@")


def _tidied(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for t in map(tidy, texts) if t))


def problem(file_name: str, what: str, remedy: str) -> Problem:
    """A problem of reading this file."""
    return Problem(subject=file_name, stage=STAGE, what=what, remedy=remedy)


def cut_off(file_name: str, after: int) -> Problem:
    """The file ends in the middle; what is missing must not count as absent."""
    return problem(
        file_name,
        f"{file_name} is cut off: {after} entries were read before the break, the rest is lost.",
        "Export it again; until then nobody can be called absent from this source.",
    )


def broken(file_name: str, after: int) -> Problem:
    """The file cannot be read on; from here it is as good as cut off."""
    return problem(
        file_name,
        f"{file_name} is cut off: after {after} entries it is damaged and cannot be read further.",
        "Export it again; until then nobody can be called absent from this source.",
    )


def unreadable(file_name: str) -> Problem:
    """Letters were lost, because the file is written in several encodings, or damaged."""
    return problem(
        file_name,
        f"Some names in {file_name} are unreadable: bytes of another encoding than the rest, "
        "shown as \ufffd.",
        "Export it again as UTF-8; until then nobody can be called absent from this source.",
    )
