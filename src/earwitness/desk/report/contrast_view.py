"""The other side's story as the report shows it: what is quoted, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.claims.contrast.wording import WINDOW, role_in_words, strength_in_words
from earwitness.desk.report.lookups import Lookups
from earwitness.desk.report.wording import anchor, clock, number
from earwitness.records.contrast import Beside, Contrast, Saying

MOST_SHOWN = 200
"""On the page, those that are answered first; `contrast` tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingView:
    """One turn with its place; `who` is a guess with its reasons."""

    target: str
    call: str
    time: str
    quote: str
    translation: str
    language: str
    signs: str
    who: str
    day: str
    doubts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """What stands beside, how near, and what both speak of."""

    saying: SayingView
    near: str
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A published fact of the same days."""

    days: str
    event: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastView:
    """One quotation of the official story."""

    anchor: str
    official: SayingView
    beside: tuple[BesideView, ...]
    unshown: int
    facts: tuple[FactView, ...]


def contrast_values(found: Sequence[Contrast], lookups: Lookups) -> dict[str, object]:
    """What the page needs of the contrast."""
    ordered = sorted(found, key=lambda one: not _is_answered(one))
    return {
        "contrasts": tuple(_view(one, lookups) for one in ordered[:MOST_SHOWN]),
        "contrast_count": number(len(found)),
        "contrasts_left": max(0, len(found) - MOST_SHOWN),
        "contrast_window": WINDOW,
    }


def _is_answered(one: Contrast) -> bool:
    return any(other.strength == "answer" and other.shared for other in one.beside)


def _view(one: Contrast, lookups: Lookups) -> ContrastView:
    return ContrastView(
        anchor=anchor("contrast", one.id),
        official=_saying(one.official, lookups),
        beside=tuple(_beside(other, lookups) for other in one.beside),
        unshown=one.unshown,
        facts=tuple(
            FactView(
                days=" to ".join(dict.fromkeys((str(fact.happened_from), str(fact.happened_to)))),
                event=fact.event,
                source=fact.source,
            )
            for fact in one.facts
        ),
    )


def _beside(other: Beside, lookups: Lookups) -> BesideView:
    return BesideView(
        saying=replace(_saying(other.saying, lookups), signs=""),  # they stand in `shared`
        near=strength_in_words(other),
        shared=", ".join(other.shared),
    )


def _saying(one: Saying, lookups: Lookups) -> SayingView:
    turn = lookups.turn_at(one.sha256, one.speaker_label, one.start_ms, one.end_ms)
    return SayingView(
        target=turn.anchor if turn else anchor("call", one.call_id),
        call=one.call_id,
        time=clock(one.start_ms),
        quote=one.quote,
        translation=one.translation,
        language=turn.language if turn else "",
        signs=", ".join(one.signs),
        who=role_in_words(one),
        day=f"{one.day.day} {one.day:%b %Y}" if one.day else "day not known",
        doubts=turn.doubts if turn else "",
    )
