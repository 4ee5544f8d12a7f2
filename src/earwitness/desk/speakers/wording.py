"""What this part says, in the language of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from earwitness.records.attribution import Judgement
from earwitness.records.profile import LookupAnswer
from earwitness.records.speaker_listing import SpeakerState
from earwitness.records.voice_groups import VoiceComparison

KINDS = {
    "prior": gettext_lazy("Where one begins"),
    "number": gettext_lazy("Number"),
    "number_tags": gettext_lazy("Number, in tags of strangers"),
    "several_on_line": gettext_lazy("Several on the line"),
    "household": gettext_lazy("Household"),
    "name_heard": gettext_lazy("Name heard"),
    "other_name_heard": gettext_lazy("Another name heard"),
    "incompatible_name": gettext_lazy("Name does not fit"),
    "kin_term": gettext_lazy("Kinship"),
    "relative_listed": gettext_lazy("Listed as a relative"),
    "relative_listed_mutually": gettext_lazy("Both list each other"),
    "relative_of_entry": gettext_lazy("Relative of an entry"),
    "relative_named": gettext_lazy("Relative named"),
    "same_town": gettext_lazy("Same town"),
    "other_town": gettext_lazy("Another town"),
    "clue": gettext_lazy("Clue"),
    "voice": gettext_lazy("Voice"),
    "judgement": gettext_lazy("A person decided"),
    "judged_otherwise": gettext_lazy("A person decided otherwise"),
}
VERDICTS = {
    Judgement.POSITIVE: gettext_lazy("it is this person"),
    Judgement.NEGATIVE: gettext_lazy("it is not this person"),
    Judgement.UNSURE: gettext_lazy("cannot be told"),
    Judgement.NONE: gettext_lazy("taken back"),
}
PAIR_VERDICTS = {
    Judgement.POSITIVE: gettext_lazy("one voice"),
    Judgement.NEGATIVE: gettext_lazy("two voices"),
    Judgement.UNSURE: gettext_lazy("cannot be told"),
    Judgement.NONE: gettext_lazy("taken back"),
}
ANSWERS = {
    LookupAnswer.FOUND: gettext_lazy("found"),
    LookupAnswer.ABSENT: gettext_lazy("absent"),
    LookupAnswer.NOT_CHECKED: gettext_lazy("not checked"),
}
STATES = {
    SpeakerState.WAITING: gettext_lazy("nobody has judged"),
    SpeakerState.DECIDED: gettext_lazy("somebody said who it is"),
    SpeakerState.DOUBTED: gettext_lazy("judged, and open"),
}
LIKE, LITTLE = 1.0, 0.3
"""Bits from which a likeness is called one, and below which it says nothing (`voice_links`)."""


def kind_name(kind: str) -> str:
    """What a kind of evidence is called; one that has no words here by its own name."""
    return str(KINDS[kind]) if kind in KINDS else kind.replace("_", " ").capitalize()


def person_name(name: str, person: str | None) -> str:
    """How a candidate is called."""
    return name if person else _("nobody in the sources")


def likeness(found: VoiceComparison) -> str:
    """What two voices say, in words."""
    worth = found.log2_lr
    if worth is None:
        return _("Nothing can be said: %(reason)s.") % {"reason": found.reason}
    if worth >= LIKE:
        return _("The voices are alike. That is a lead, and no proof.")
    if worth > LITTLE:
        return _("The voices are a little alike. That says nearly nothing.")
    if worth > -LITTLE:
        return _("The likeness says nothing either way.")
    return _("The voices are not alike. One person may sound so on two days.")


def voice_name(label: str) -> str:
    """A voice of a recording: `channel-0/voice-1` is "Channel 1, voice 1"."""
    named = []
    for part in label.split("/"):
        kind, _dash, number = part.partition("-")
        if kind == "channel" and number.isdigit():
            named.append(_("Channel %(number)d") % {"number": int(number) + 1})
        elif kind == "voice" and number.isdigit():
            named.append(_("Voice %(number)d") % {"number": int(number)})
        else:
            named.append(part)
    return ", ".join(named)


def group_name(group: str) -> str:
    """A group of voices by the beginning of its digits."""
    return _("Voice %(digits)s") % {"digits": group.rpartition("-")[2][:6]}
