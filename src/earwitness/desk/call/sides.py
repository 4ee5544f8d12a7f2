"""Sides of a call whose voice was not told apart from the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from earwitness.desk.links import address_or_nothing
from earwitness.desk.speaker_names import speaker_name
from earwitness.desk.wording import sureness
from earwitness.records.attribution import Attribution
from earwitness.records.hearing import UNKNOWN_SPEAKER


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """Who leads on a side of the call whose voice was not told apart from the other."""

    side: str
    who: str
    sure: str
    address: str


def sides_of(
    call_id: str, labels: Iterable[str], candidates: Sequence[Attribution]
) -> list[SideView]:
    """The leading candidates of sides that no speaker of the transcript is tied to; caller first.
    `candidates` come likeliest first."""
    first: dict[tuple[str, str], Attribution] = {}
    for one in candidates:
        first.setdefault((one.side, one.speaker_label), one)
    own = set(labels)
    return [
        SideView(
            side=speaker_name(UNKNOWN_SPEAKER, side),
            who=leading.person_name,
            sure=sureness(leading.judgement, leading.probability),
            address=address_or_nothing("speakers_of_call", call_id),
        )
        for (side, label), leading in sorted(first.items(), key=lambda item: item[0][0] != "caller")
        if leading.person_id is not None and (label not in own or _both_sides(label, candidates))
    ]


def _both_sides(label: str, candidates: Sequence[Attribution]) -> bool:
    return len({one.side for one in candidates if one.speaker_label == label}) > 1
