"""Who speaks in a call, as its page names them: label, side, colour, leading candidate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from earwitness.desk.call import wording
from earwitness.desk.call.links import address_or_nothing
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.hearing import UNKNOWN_SPEAKER, channel_of

COLOURS = 4
"""Of voices; the fifth has the first one's again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """One speaker. `who` is the leading candidate in words, empty if nobody leads; `is_judged`:
    a person decided so."""

    label: str
    name: str
    colour: int
    who: str
    sure: str
    address: str
    is_judged: bool = False


def speakers_of(
    call_id: str, labels: Iterable[str], candidates: Sequence[Attribution]
) -> dict[str, SpeakerView]:
    """The speakers of a recording, in the order in which they first speak, by label."""
    return {
        label: _speaker(call_id, label, place % COLOURS + 1, candidates)
        for place, label in enumerate(dict.fromkeys(labels))
    }


def _speaker(
    call_id: str, label: str, colour: int, candidates: Sequence[Attribution]
) -> SpeakerView:
    own = [one for one in candidates if one.speaker_label == label]
    channel = {one.side for one in candidates if one.speaker_label == channel_of(label)}
    side = channel.pop() if len(channel) == 1 else ""
    # Two sides under one label: the voice was not told apart, so nobody is named.
    leading = own[0] if own and len({one.side for one in own}) == 1 else None
    named = leading is not None and leading.person_id is not None
    return SpeakerView(
        label=label,
        name=wording.speaker(label, side),
        colour=colour,
        who=leading.person_name if named and leading else "",
        sure=_sure(leading) if named and leading else "",
        is_judged=leading is not None and leading.judgement is Judgement.POSITIVE,
        address=address_or_nothing("speakers_of_call", call_id),
    )


def _sure(leading: Attribution) -> str:
    if leading.judgement is Judgement.POSITIVE:
        return _("judged by a person")
    return _("perhaps, %(probability)s") % {
        "probability": f"{min(max(leading.probability, 0.01), 0.99):.2f}"
    }


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
            side=wording.speaker(UNKNOWN_SPEAKER, side),
            who=leading.person_name,
            sure=_sure(leading),
            address=address_or_nothing("speakers_of_call", call_id),
        )
        for (side, label), leading in sorted(first.items(), key=lambda item: item[0][0] != "caller")
        if leading.person_id is not None and (label not in own or _both_sides(label, candidates))
    ]


def _both_sides(label: str, candidates: Sequence[Attribution]) -> bool:
    return len({one.side for one in candidates if one.speaker_label == label}) > 1
