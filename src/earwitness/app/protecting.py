"""The protect list of a case. Every change of it is an act of the ledger."""

from collections.abc import Sequence
from typing import Any

from earwitness.app.own_lists import rewrite
from earwitness.pipeline.own_files import own_text
from earwitness.publication.protect_list import key, read_protect_list, read_term, written
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage
from earwitness.records.gate import ProtectedKind, ProtectedTerm
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace

MOST_BYTES = 2_000_000
"""Of the list. Estimate."""

Answer = dict[str, Any]


def protected_terms(place: Workplace) -> tuple[ProtectedTerm, ...]:
    """The terms of the case's protect list, in the order of the file; none if there is no file.

    Raises:
        CaseUnusable: the list cannot be read.
    """
    try:
        text = own_text(place.folder.protect_list, most_bytes=MOST_BYTES)
    except InputUnusable as error:
        raise CaseUnusable(
            f"The protect list protect.txt cannot be read: {error.what}", remedy=error.remedy
        ) from error
    return read_protect_list(text) if text is not None else ()


def list_protected(place: Workplace) -> list[Answer]:
    """Every term, in the shape of `protect list`.

    Raises:
        CaseUnusable: the list cannot be read.
    """
    return [_answer(term) for term in protected_terms(place)]


def add_protected(place: Workplace, untrusted_term: str, kind: str = "") -> Answer:
    """Protect a term, or say anew of what kind it is.

    Raises:
        WrongUsage: it has no letters, or is too long, or there is no such kind.
        CaseUnusable: the list cannot be read or written.
    """
    term = read_term(f"{kind or ProtectedKind.OTHER.value}: {untrusted_term}")
    if term is None or (kind and term.kind.value != kind):
        raise WrongUsage(
            f"{untrusted_term!r} cannot be protected: it is no term.",
            remedy="A term has letters or digits, and at most 200 characters; its kind is "
            f"{', '.join(ProtectedKind)}.",
        )
    _change(place, "add", term, [term])
    return _answer(term)


def drop_protected(place: Workplace, term: str) -> Answer:
    """Take a term from the list; as it was.

    Raises:
        WrongUsage: there is no such term.
        CaseUnusable: the list cannot be read or written.
    """
    held = {key(one.term): one for one in protected_terms(place)}
    known = held.get(key(term))
    if known is None:
        raise WrongUsage(
            f"There is no protected term {term!r}.",
            remedy="`earwitness protect list` shows them all.",
        )
    _change(place, "drop", known, [])
    return _answer(known)


def _answer(term: ProtectedTerm) -> Answer:
    return {"term": term.term, "kind": term.kind.value}


def _change(
    place: Workplace, change: str, term: ProtectedTerm, instead: Sequence[ProtectedTerm]
) -> None:
    """Put these terms in the place of a term; file and ledger change together."""

    def make() -> tuple[bytes, Answer]:
        others = (one for one in protected_terms(place) if key(one.term) != key(term.term))
        terms = [*others, *instead]
        act = {"change": change, "term": to_json(term), "list": to_json(terms)}
        return written(terms).encode(), act

    rewrite(place, place.folder.protect_list, make, action="protect", named="The protect list")
