"""Values to the words and figures that a reader sees. Nothing is rounded up, unknown stays so."""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from earwitness.records.disagreement import Comparison, Dispute, DisputeKind
from earwitness.records.examination import Observation, worth_in_words
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag
from earwitness.records.profile import LookupAnswer

UNKNOWN = "not known"

DOUBTS = {
    Flag.REPETITION: "repeats itself, may be invented by the machine",
    Flag.NO_SPEECH: "hardly any speech here, may be invented by the machine",
    Flag.LOW_CONFIDENCE: "heard with low confidence",
    Flag.LANGUAGE_FLIP: "language changes suddenly, may be invented by the machine",
    Flag.STOCK_PHRASE: "a stock phrase of the machine, may be invented",
    Flag.TRANSLATION_LOOP: "the translation repeats itself, do not trust it",
}
NOTES = {
    Flag.REHEARD: "heard a second time with other settings",
    Flag.IMPORTED: "from a transcript that was handed in",
    Flag.EDITED: "written by a person",
    Flag.OUTDATED_TRANSLATION: "the translation is older than the text",
    Flag.TRANSLATION_SHARED: "the English is of neighbouring turns too",
    Flag.OVERLAPPED: "another voice speaks at the same time",
}
ANSWERS = {
    LookupAnswer.FOUND: "found",
    LookupAnswer.ABSENT: "absent",
    LookupAnswer.NOT_CHECKED: "not checked",
}
_ANCHOR = re.compile(r"[^A-Za-z0-9_-]")


def clock(milliseconds: int) -> str:
    """A time in a recording as mm:ss; minutes go on beyond 59."""
    seconds = milliseconds // 1000
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """A point in time in the zone of the case, named ("5 Mar 2022, 19:42 EET")."""
    if at is None:
        return UNKNOWN
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y, %H:%M} {local.tzname()}"


def day(at: datetime, zone: ZoneInfo) -> str:
    """A day in the zone of the case ("5 Mar 2022")."""
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y}"


def hint(observation: Observation) -> str:
    """A hint of the examination with its place, its false-alarm rate and its other causes."""
    start = observation.start_ms
    place = f" (at {clock(start)})" if start is not None else ""
    return f"{observation.detail}{place} {worth_in_words(observation)}"


def share(value: float | None) -> str:
    """A share in whole percent, cut off, so that 99.9 % is not called all."""
    return UNKNOWN if value is None else f"{int(value * 100 + 1e-9)} %"


def number(value: int) -> str:
    """A count with thin thousands ("12 400")."""
    return f"{value:,}".replace(",", "\u202f")


def speaker(label: str, side: str) -> str:
    """A speaker label and the side of the call, where one of both is known."""
    named = "" if label == UNKNOWN_SPEAKER else label.replace("-", " ").replace("/", ", ")
    return ", ".join(word for word in (side, named) if word) or "speaker not told apart"


def kind(name: str) -> str:
    """The name of a claim, theme or stage as words."""
    return name.replace("_", " ")


def anchor(prefix: str, identity: str) -> str:
    """An id for a place on the page, of letters, digits, _ and - only."""
    return f"{prefix}-{_ANCHOR.sub('_', identity)}"


def turn_anchor(sha256: str, start_ms: int, speaker_label: str) -> str:
    """The id of a turn on the page; the same in every report of the case."""
    return anchor("turn", f"{sha256[:12]}-{start_ms}-{speaker_label}")


def doubts(flags: Iterable[Flag]) -> str:
    """Why to doubt a turn, in words; empty if nothing speaks against it."""
    return "; ".join(DOUBTS[flag] for flag in flags if flag in DOUBTS)


def notes(flags: Iterable[Flag]) -> str:
    """What else is to be known of a turn, in words."""
    return "; ".join(NOTES[flag] for flag in flags if flag in NOTES)


def dispute(one: Dispute) -> str:
    """One place where two recognisers differ: when, what, and both readings."""
    kind = {DisputeKind.NUMBER: "a number, ", DisputeKind.ENDING: "an ending, "}.get(one.kind, "")
    if not one.text:
        return f"{clock(one.start_ms)}: the second hearing adds «{one.other}»"
    if not one.other:
        return f"{clock(one.start_ms)}: the second hearing has no «{one.text}»"
    return f"{kind}{clock(one.start_ms)}: «{one.text}» or «{one.other}»"


def second_hearing(compared: Comparison | None) -> str:
    """How much two recognisers differ over a recording; empty without a second one."""
    if compared is None:
        return ""
    numbers = sum(one.kind is DisputeKind.NUMBER for one in compared.disputes)
    said = f"{compared.disputed} of {compared.words} words disputed by {compared.model}"
    return f"{said}, {numbers} times over a number" if numbers else said
