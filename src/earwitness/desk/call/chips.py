"""What was found in a turn, as small signs below it: claims, themes, numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from earwitness.claims.loss_table.table import aside_of
from earwitness.desk.findings.wording import aside, figures, kind, knowledge, unit
from earwitness.desk.links import address_or_nothing
from earwitness.desk.wording import theme_name
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.spoken_number import SpokenNumber

MARKS = {
    "theme": gettext_lazy("theme"),
    "suggestion": gettext_lazy("perhaps a theme"),
    "place": gettext_lazy("place"),
    "person": gettext_lazy("person"),
}
"""What a mark is, by its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A claim, theme or number at a turn: what it is, in words; where more is told."""

    kind: str
    text: str
    title: str = ""
    address: str = ""
    start_ms: int = 0


def claim_chip(located: LocatedClaim) -> Chip:
    """A claim, asserted or not."""
    found = aside_of(located.claim)
    named = kind(located.claim.kind)
    return Chip(
        kind="aside" if found else "claim",
        text=f"{named} ({aside(found)})" if found else named,
        title=", ".join(_details(located)),
        address=address_or_nothing("claim", located.id),
        start_ms=located.start_ms,
    )


def number_chip(said: SpokenNumber) -> Chip:
    """A number that is said."""
    return Chip(
        kind="number",
        text=said.line or said.digits,
        title="" if said.line else said.certainty.value,
        start_ms=said.start_ms,
    )


def theme_chips(marks: Iterable[ThemeMark]) -> list[Chip]:
    """Themes, places and persons that are spoken of, each once."""
    told = {
        (mark.kind, mark.value): Chip(
            kind="suggestion" if mark.kind == "suggestion" else "theme",
            text=theme_name(mark.value) if mark.kind in ("theme", "suggestion") else mark.value,
            title=str(MARKS.get(mark.kind, mark.kind)),
            start_ms=mark.start_ms,
        )
        for mark in marks
    }
    return list(told.values())


def _details(located: LocatedClaim) -> Iterator[str]:
    """What a claim says, field by field; of people, unless it says of what."""
    claim = located.claim
    if claim.mood and claim.polarity:  # of something not done: its mood alone hides that
        yield aside(claim.polarity)
    if claim.object and claim.object != "people":
        yield claim.object
    if claim.unit:
        yield unit(claim.unit)
    yield from figures(claim)
    yield from filter(None, (claim.place, claim.home_base))
    days = dict.fromkeys(day for day in (located.meant_from, located.meant_to) if day)
    if days:
        yield " – ".join(date_format(day, "j M Y") for day in days)
    if claim.when:
        yield f"“{claim.when.said}”"
    if told := knowledge(located):
        yield told
