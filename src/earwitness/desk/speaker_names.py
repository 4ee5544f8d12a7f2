"""Who speaks in a call, as pages name them: label, side, colour, leading candidate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from earwitness.desk.links import address_or_nothing
from earwitness.desk.wording import sureness
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn, channel_of

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


def spans_of(turns: Iterable[Turn], speakers: Mapping[str, SpeakerView]) -> list[list[int]]:
    """What an outline is coloured by: start and end in ms, colour, channel of each turn."""
    return [
        [one.start_ms, one.end_ms, speakers[one.speaker_label].colour, one.channel] for one in turns
    ]


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
        name=speaker_name(label, side),
        colour=colour,
        who=leading.person_name if named and leading else "",
        sure=sureness(leading.judgement, leading.probability) if named and leading else "",
        is_judged=leading is not None and leading.judgement is Judgement.POSITIVE,
        address=address_or_nothing("speakers_of_call", call_id),
    )


def side_name(side: str) -> str:
    """What to call a side of a call: "caller" or "called"."""
    return _sides()[side]


def speaker_name(label: str, side: str) -> str:
    """What to call a speaker: the side of the call, the voice, or what a person wrote."""
    sides = _sides()
    if label == UNKNOWN_SPEAKER:
        return sides.get(side, _("Not told apart"))
    channel, slash, voice = label.partition("/")
    named = [_one_label(part) for part in (voice if slash else channel,) if part]
    if side in sides and not slash and channel.startswith("channel-"):
        return sides[side]
    return ", ".join([sides[side], *named] if side in sides else named)


def _one_label(part: str) -> str:
    for beginning, word in (("voice-", _("Voice")), ("channel-", _("Channel"))):
        number = part.removeprefix(beginning)
        if number != part and number.isdigit():
            return f"{word} {number}"
    return part


def _sides() -> dict[str, str]:
    return {"caller": _("Caller"), "called": _("Called")}
