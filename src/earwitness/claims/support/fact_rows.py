"""Rows of a table of published facts become sourced claims of their own."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from earwitness.claims.support.figures import interval_of
from earwitness.claims.support.units import read_units
from earwitness.records.claim import Claim
from earwitness.records.printable import printable, storable
from earwitness.records.support import ExternalFact
from earwitness.runtime.canonical import digest
from earwitness.runtime.spreadsheet_text import from_text

EVENT, LOSS, MEMBER = "event", "loss", "member"
KINDS = (
    EVENT,
    LOSS,
    MEMBER,
    "position",
    "order",
    "killing",
    "looting",
    "admission",
    "official_narrative",
)
FIGURES = ("killed", "wounded", "missing", "captured", "refused", "remaining", "total", "fraction")
TEXTS = ("place", "event", "source", "kind", "object", "unit", "person", "url")
COLUMNS = ("date", "end_date", *TEXTS, *FIGURES, "destroyed")
"""Headings that are read; `date` and one of `event`, `kind` must be there."""

LONGEST = 2_000
"""Letters of a cell. Estimate."""

_YES = frozenset(("true", "yes", "1", "да", "так"))
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]00:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is left out, and why."""

    row: int
    what: str


def heading_of(cells: Sequence[str]) -> dict[str, int]:
    """Column → position, by the names in `COLUMNS` in whatever case; {} if this is no heading."""
    names = ["_".join(cell.casefold().replace("-", " ").split()) for cell in cells]
    found = {name: names.index(name) for name in COLUMNS if name in names}
    return found if "date" in found and found.keys() & {"event", "kind"} else {}


def fact_of(
    cells: Sequence[str], columns: Mapping[str, int], *, sha256: str, row: int, source: str
) -> ExternalFact | BadRow:
    """One row as a fact. `source` stands where the row names none; what cannot be read is never
    guessed."""
    own = {name: _text(cells[at]) for name, at in columns.items() if at < len(cells)}
    if any(len(text) > LONGEST for text in own.values()):
        return BadRow(row, f"a cell is longer than {LONGEST} letters")
    days, last = _days(own.get("date", "")), _days(own.get("end_date", "") or own.get("date", ""))
    if days is None or last is None or last[1] < days[0]:
        return BadRow(row, "its days are no days, or end before they begin")
    said_by = own.get("source", "") or source
    if not said_by:
        return BadRow(row, "it names no source")
    claim = _claim(own)
    if isinstance(claim, str):
        return BadRow(row, claim)
    if claim.kind == MEMBER and not (own.get("person") and claim.units and own.get("end_date")):
        return BadRow(row, "a member needs a person, a unit, and an end_date")
    said = [said_by, days[0].isoformat(), last[1].isoformat(), *(own.get(n, "") for n in COLUMNS)]
    return ExternalFact(
        id=f"fact-{digest(said)[:12]}",
        sha256=sha256,
        row=row,
        event=own.get("event", ""),
        source=said_by,
        happened_from=days[0],
        happened_to=last[1],
        claim=claim,
        url=own.get("url", ""),
        person=own.get("person", ""),
    )


def _claim(own: Mapping[str, str]) -> Claim | str:
    """What can be compared, or what is wrong with it."""
    written = {name: own[name] for name in FIGURES if own.get(name)}
    figures = {name: read_figure(name, text) for name, text in written.items()}
    wrong = next((name for name, value in figures.items() if value is None), None)
    if wrong is not None:
        return f"its {wrong} is no number, range or share"
    destroyed = own.get("destroyed", "").casefold() in _YES or None
    kind = own.get("kind", "").casefold() or (LOSS if figures or destroyed else EVENT)
    if kind not in KINDS:
        return f"its kind is none of {', '.join(KINDS)}"
    units = read_units(own.get("unit", ""))
    if own.get("unit") and not units:
        return "its unit is not written as 2 battalion, 331 regiment"
    return Claim(
        kind=kind,
        quote=own.get("event", ""),
        start=0,
        end=len(own.get("event", "")),
        rule="fact",
        object=own.get("object") or ("people" if kind == LOSS else None),
        unit=own.get("unit") or None,
        units=units,
        place=own.get("place") or None,
        destroyed=destroyed,
        **figures,  # type: ignore[arg-type]
    )


def read_figure(name: str, text: str) -> int | str | None:
    """The published form of 39, 39.0, "39–45", ">=39", "at least 39", "1/3", "60 %"; a decimal
    below 1 is a share where one is asked for. None if it is none of these."""
    bare = re.sub(r"[\s\u00a0]", "", text.casefold()).replace("–", "-").replace("≥", ">=")
    bare = bare.replace("atleast", ">=").replace("morethan", ">").replace("lessthan", "<")
    if match := re.fullmatch(r"([<>])=(\d{1,12})", bare):
        one_off = int(match[2]) + (-1 if match[1] == ">" else 1)
        return f"{match[1]}{one_off}" if one_off >= 0 else None  # "at least none" says nothing
    if re.fullmatch(r"\d{1,12}\.0+", bare):
        bare = bare.split(".")[0]
    if name == "fraction" and re.fullmatch(r"0?\.\d{1,6}", bare):
        share = float(bare) * 100
        bare = f"{share:g}%"
    interval = interval_of(bare)
    if interval is None or ("." in bare and "%" not in bare):
        return None
    if (name == "fraction") != ("%" in bare or "/" in bare):
        return None
    return int(bare) if bare.isdecimal() else bare


def _text(untrusted_cell: str) -> str:
    return printable(" ".join(storable(from_text(untrusted_cell)).split()))


def _days(text: str) -> tuple[date, date] | None:
    """First and last day of 2022-03-05, 05.03.2022 or 2022-03."""
    try:
        if match := _DOTTED.fullmatch(text):
            day = date(int(match[3]), int(match[2]), int(match[1]))
            return day, day
        if match := _ISO.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            if match[3]:
                return (day := date(year, month, int(match[3]))), day
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except (ValueError, OverflowError):
        return None
    return None
