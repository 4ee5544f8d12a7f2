"""The protect list of a case as a text: one term a line, with its kind if one is said."""

import re
from collections.abc import Iterable

from earwitness.records.errors import CaseUnusable
from earwitness.records.gate import ProtectedKind, ProtectedTerm

HEADING = """\
# What must never go out of this case: one term a line, in dictionary form.
# "place: Буча" says what it is: name, place, unit, address or other.
"""
MOST_TERMS = 5_000
LONGEST_TERM = 200
"""Terms of a list, and characters of a term. Estimates."""

_KIND = re.compile(rf"({'|'.join(ProtectedKind)})\s*:\s*(.*)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")


def read_protect_list(untrusted_text: str) -> tuple[ProtectedTerm, ...]:
    """The terms of a list, each once, in order. Lines that begin with "#" are comments.

    Raises:
        CaseUnusable: a line is no term, or there are too many; the message names the line.
    """
    found: dict[str, ProtectedTerm] = {}
    for number, line in enumerate(untrusted_text.splitlines(), start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            term = read_term(text)
            if term is None:
                raise _unusable(f"line {number} is no term")
            found[key(term.term)] = term
    if len(found) > MOST_TERMS:
        raise _unusable(f"it has more than {MOST_TERMS} terms")
    return tuple(found.values())


def read_term(text: str) -> ProtectedTerm | None:
    """A term as a line says it ("place: Буча"); None if it is none."""
    match = _KIND.fullmatch(text)
    kind = ProtectedKind(match[1].lower()) if match else ProtectedKind.OTHER
    term = " ".join((match[2] if match else text).split())
    if not _LETTER.search(term) or len(term) > LONGEST_TERM or not term.isprintable():
        return None
    return ProtectedTerm(term=term, kind=kind)


def written(terms: Iterable[ProtectedTerm]) -> str:
    """The text of a list, as `read_protect_list` reads it."""
    lines = (
        one.term if one.kind is ProtectedKind.OTHER and read_term(one.term) == one
        else f"{one.kind.value}: {one.term}"
        for one in terms
    )  # fmt: skip
    return HEADING + "".join(f"{line}\n" for line in lines)


def key(term: str) -> str:
    """What makes two terms one: small letters, ё as е, one blank between words."""
    return " ".join(term.lower().replace("ё", "е").split())


def _unusable(reason: str) -> CaseUnusable:
    return CaseUnusable(
        f"The protect list protect.txt cannot be read: {reason}.",
        remedy="It is plain text with one term a line (docs/protect.md). Correct or remove it.",
    )
