"""A claim in words, the same for the command line, the report, the tables and the exports."""

import re
from collections.abc import Iterator

from earwitness.claims.published_figures import FIELDS
from earwitness.records.claim import Claim, LocatedClaim

_NUMBER = re.compile(r"\b\d{1,5}(?= )")
_FIGURES = {"total": "strength before", "fraction": "share lost"}
_KNOWN = {"took_part": "took part", "saw": "saw it", "told": "was told", "television": "television"}


def unit_in_words(unit: str) -> str:
    """ "331st regiment" for "331 regiment": nobody shall take "1 battalion" for a count."""
    return _NUMBER.sub(lambda found: f"{found[0]}{_ending(int(found[0]))}", unit)


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def figure_name(name: str) -> str:
    """What a figure of a claim is called: "killed", "strength before" for the field `total`."""
    return _FIGURES.get(name, name)


def figures_said(claim: Claim) -> Iterator[str]:
    """Every figure of a claim, and whether it says that all is gone."""
    for name in FIELDS:
        value = getattr(claim, name)
        if value is not None:
            yield f"{figure_name(name)} {value}"
    if claim.destroyed is not None:
        yield "destroyed" if claim.destroyed else "not destroyed"


def denial_in(claim: Claim) -> Iterator[str]:
    """That a question, plan or the like is of something not done: its mood alone hides that."""
    if claim.mood and claim.polarity:
        yield claim.polarity


def details_of(located: LocatedClaim) -> Iterator[str]:
    """What a claim says, field by field; of people, unless it says of what."""
    claim = located.claim
    yield from denial_in(claim)
    if claim.object and claim.object != "people":
        yield claim.object
    if claim.unit:
        yield unit_in_words(claim.unit)
    yield from figures_said(claim)
    if claim.place:
        yield f"at {claim.place}"
    if claim.home_base:
        yield f"home base {claim.home_base}"
    yield from _time(located)
    yield from knowledge_of(located)


def _time(located: LocatedClaim) -> Iterator[str]:
    """The days that are meant, and the words that say so."""
    days = dict.fromkeys(str(day) for day in (located.meant_from, located.meant_to) if day)
    said = f"“{located.claim.when.said}”" if located.claim.when else ""
    if days:
        yield f"of {' to '.join(days)}" + (f" ({said})" if said else "")
    elif said:
        yield said


def knowledge_of(located: LocatedClaim) -> Iterator[str]:
    """How the speaker knows, as far as the words tell."""
    claim = located.claim
    known = claim.known_by or ""
    if known and not (known == "told" and claim.told_by):
        yield _KNOWN.get(known, known.replace("_", " "))
    if claim.told_by:
        yield f"told by “{claim.told_by}”"
    if located.is_passed_on and not known and not claim.told_by:
        yield "hearsay"


def context_of(located: LocatedClaim) -> str:
    """What a claim's own sentence lacks and others of the call tell, and which they are; empty if
    nothing."""
    unit, place = located.unit_in_context, located.place_in_context
    added = [
        f"unit {unit_in_words(unit)}" if unit else "",
        f"place {place}" if place else "",
        "hearsay" if located.hearsay_in_context else "",
    ]
    found = ", ".join(filter(None, added))
    if not located.context:
        return found
    return f"{found or 'more'} ({located.context})"
