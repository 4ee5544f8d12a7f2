"""The glossary of a case: listed, added to, taken from. Every change is an act of the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from earwitness.app.own_lists import rewrite
from earwitness.calls.translation.glossary import OFF, key, read_glossary, shipped, written
from earwitness.pipeline.own_glossary import glossary_of, own_glossary
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.translation import GlossaryEntry
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace

Answer = dict[str, Any]


def list_glossary(place: Workplace) -> list[Answer]:
    """Every term that holds in the case; `origin` is "case" or "shipped"."""
    own = {key(entry.term) for entry in own_glossary(place.folder)}
    return [
        entry_answer(entry, "case" if key(entry.term) in own else "shipped")
        for entry in glossary_of(place.folder)
    ]


def entry_answer(entry: GlossaryEntry, origin: str) -> Answer:
    """One term, in the shape of `glossary list`."""
    return {**to_json(entry), "origin": origin}


def add_term(place: Workplace, entry: GlossaryEntry) -> Answer:
    """Add a term to the case's own glossary, or replace it there.

    Raises:
        WrongUsage: the term or its meaning is empty.
        CaseUnusable: the glossary cannot be read or written.
    """
    try:
        (checked,) = read_glossary(written([entry]), name="glossary.csv")
    except CaseUnusable as error:
        raise WrongUsage(
            "A term needs words, and a meaning of at most 2000 characters.",
            remedy='For example: earwitness glossary add "дискотека" "heavy shelling"',
        ) from error
    _change(place, "add", entry.term, checked, [checked])
    return entry_answer(checked, "case")


def remove_term(place: Workplace, term: str) -> Answer:
    """Take a term away: the case's own, or a shipped one for this case.

    Raises:
        WrongUsage: there is no such term.
        CaseUnusable: the glossary cannot be read or written.
    """
    held = {key(entry.term): entry for entry in glossary_of(place.folder)}
    entry = held.get(key(term))
    if entry is None:
        raise WrongUsage(
            f"There is no term {term!r}.", remedy="`earwitness glossary list` shows them all."
        )
    is_shipped = key(term) in {key(one.term) for one in shipped()}
    off = [replace(entry, kind=OFF)] if is_shipped else []
    _change(place, "remove", term, entry, off)
    return entry_answer(entry, "removed")


def _change(
    place: Workplace,
    change: str,
    term: str,
    entry: GlossaryEntry,
    instead: Sequence[GlossaryEntry],
) -> None:
    """Put these entries in the place of a term; file and ledger change together."""

    def make() -> tuple[bytes, Answer]:
        own = own_glossary(place.folder)
        entries = [*(one for one in own if key(one.term) != key(term)), *instead]
        act = {"change": change, "entry": to_json(entry), "glossary": to_json(entries)}
        return written(entries).encode(), act

    rewrite(place, place.folder.glossary, make, action="glossary", named="The glossary")
