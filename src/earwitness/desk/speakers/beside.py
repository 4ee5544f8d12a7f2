"""Which voices to hear beside a speaker's: of the same group, person and line in other calls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from earwitness.app.voice_pages import calls_with_voices, voices_of
from earwitness.desk.access.reach import reach_of
from earwitness.desk.speaker_names import side_name
from earwitness.desk.speakers.speaker_view import SpeakerView
from earwitness.desk.speakers.wording import voice_name
from earwitness.records.attribution import Judgement
from earwitness.records.call import Call
from earwitness.records.call_listing import Reach
from earwitness.records.speaker_listing import ListedVoice
from earwitness.runtime.store import listed_speakers

MOST = 5
"""Voices offered of each kind. Estimate."""
LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another voice to hear beside this one: where, why, and the page of both."""

    where: str
    why: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoice:
    """A voice of this call. `group` is "" if it stands in none."""

    name: str
    seconds: int
    reference: str
    group: str
    offers: Sequence[Offer]


def own_voices(request: HttpRequest, call: Call, view: SpeakerView) -> list[OwnVoice]:
    """The voice of a speaker; where sides are not told apart, every voice of the call."""
    reach = reach_of(request)
    grouped = {
        (one.sha256, one.speaker_label): one.group
        for one in listed_speakers.voices_with(call.recordings, reach)
    }
    found = [voice.member for sha256 in call.recordings for voice in voices_of(sha256)]
    own = [one for one in found if one.speaker.speaker_label == view.label] or found
    elsewhere = with_voices([*_of_person(view, reach), *_of_line(view, reach)])
    return [
        OwnVoice(
            name=voice_name(one.speaker.speaker_label),
            seconds=round(one.speech_ms / 1000),
            reference=reference(one.sha256, one.speaker.speaker_label),
            group=(group := grouped.get((one.sha256, one.speaker.speaker_label), "")),
            offers=_offers(
                reference(one.sha256, one.speaker.speaker_label),
                [*_of_group(group, one.sha256, reach), *elsewhere],
            ),
        )
        for one in own
    ]


def reference(sha256: str, label: str) -> str:
    """How an address names a voice."""
    return f"{sha256}:{label}"


Told = tuple[str, str, str]
"""(what an address names the other voice by, where it is, why it is offered)."""


def _offers(left: str, told: Iterable[Told]) -> list[Offer]:
    found: dict[str, Offer] = {}
    for right, where, why in told:
        query = urlencode({"left": left, "right": right})
        address = f"{reverse('compare_voices')}?{query}"
        found.setdefault(where, Offer(where=where, why=why, address=address))
    return [*found.values()]


def with_voices(told: Sequence[Told]) -> list[Told]:
    """Those in whose call voices were told apart."""
    known = calls_with_voices([right.partition(":")[0] for right, _, _ in told])
    return [one for one in told if one[0].partition(":")[0] in known]


def _of_group(group: str, but: str, reach: Reach) -> Iterable[Told]:
    found = listed_speakers.voices_of_group(group, reach) if group else []
    for one in _others(found, but)[:MOST]:
        where = f"{one.call_id}, {voice_name(one.speaker_label)}"
        yield reference(one.sha256, one.speaker_label), where, _("same group of voices")


def _others(found: Sequence[ListedVoice], but: str) -> list[ListedVoice]:
    return [one for one in found if one.sha256 != but]


def _of_person(view: SpeakerView, reach: Reach) -> Iterable[Told]:
    leading = next((one for one in view.candidates if one.person), None)
    if leading is None:
        return
    likely = listed_speakers.sides_of_person(
        leading.person, reach, outside=view.call_id, least=LIKELY, most=MOST
    )
    for call_id, side, judgement in likely:
        decided = judgement is Judgement.POSITIVE
        why = _("judged to be %s") if decided else _("perhaps %s too")
        yield f"{call_id}:{side}", f"{call_id}, {side_name(side)}", why % leading.name


def _of_line(view: SpeakerView, reach: Reach) -> Iterable[Told]:
    if not view.line:
        return
    for call_id, side in listed_speakers.sides_on_line(
        view.line, reach, outside=view.call_id, most=MOST
    ):
        yield f"{call_id}:{side}", f"{call_id}, {side_name(side)}", _("same line")
