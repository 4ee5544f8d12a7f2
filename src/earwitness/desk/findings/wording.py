"""What this part says of claims, in the language of the page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from earwitness.claims.published_figures import FIELDS
from earwitness.claims.wording import unit_in_words
from earwitness.records.attribution import Judgement
from earwitness.records.claim import Claim, LocatedClaim
from earwitness.records.claim_board import Bearing

KINDS = {
    "loss": gettext_lazy("loss"),
    "position": gettext_lazy("position"),
    "order": gettext_lazy("order"),
    "killing": gettext_lazy("killing"),
    "looting": gettext_lazy("looting"),
    "admission": gettext_lazy("admission"),
    "official_narrative": gettext_lazy("official story"),
}
FIGURES = {
    "killed": gettext_lazy("killed %s"),
    "wounded": gettext_lazy("wounded %s"),
    "missing": gettext_lazy("missing %s"),
    "captured": gettext_lazy("captured %s"),
    "refused": gettext_lazy("refused %s"),
    "remaining": gettext_lazy("remaining %s"),
    "total": gettext_lazy("strength before %s"),
    "fraction": gettext_lazy("share lost %s"),
}
ASIDES = {
    "denied": gettext_lazy("denied"),
    "question": gettext_lazy("asked"),
    "joke": gettext_lazy("joke"),
    "hypothetical": gettext_lazy("supposed"),
    "plan": gettext_lazy("plan"),
}
BEARINGS = {
    Bearing.CONTRADICTED: gettext_lazy("contradicted"),
    Bearing.CORROBORATED: gettext_lazy("supported independently"),
    Bearing.REPEATED: gettext_lazy("supported, perhaps by one source"),
    Bearing.SINGLE: gettext_lazy("stands alone"),
    Bearing.HEARSAY: gettext_lazy("hearsay"),
}
TONES = {
    Bearing.CONTRADICTED: "alarm",
    Bearing.CORROBORATED: "good",
    Bearing.REPEATED: "",
    Bearing.SINGLE: "",
    Bearing.HEARSAY: "doubt",
}
VERDICTS = {
    Judgement.POSITIVE: gettext_lazy("true"),
    Judgement.NEGATIVE: gettext_lazy("false"),
    Judgement.UNSURE: gettext_lazy("unsure"),
    Judgement.NONE: gettext_lazy("not judged"),
}
VERDICT_TONES = {Judgement.POSITIVE: "good", Judgement.NEGATIVE: "alarm", Judgement.UNSURE: "doubt"}
RELATIONS = {
    "supports": gettext_lazy("supports it"),
    "contradicts": gettext_lazy("contradicts it"),
    "compatible": gettext_lazy("same matter, both can be so"),
}
ECHOES = {
    "same_words": gettext_lazy("the same words of one call"),
    "same_call": gettext_lazy("the two talk in one call"),
    "same_person": gettext_lazy("perhaps one person"),
    "same_voice": gettext_lazy("one voice"),
    "common_source": gettext_lazy("told by the same kind of source"),
    "same_family": gettext_lazy("calls with one family"),
    "same_phone": gettext_lazy("one phone, which is only a warning"),
}
KNOWN_BY = {
    "took_part": gettext_lazy("took part"),
    "saw": gettext_lazy("saw it"),
    "told": gettext_lazy("was told"),
    "television": gettext_lazy("from television"),
}
SOURCE_GRADES = {
    "A": gettext_lazy("A – completely reliable"),
    "B": gettext_lazy("B – usually reliable"),
    "C": gettext_lazy("C – fairly reliable"),
    "D": gettext_lazy("D – not usually reliable"),
    "E": gettext_lazy("E – unreliable"),
    "F": gettext_lazy("F – cannot be judged"),
}
INFORMATION_GRADES = {
    "1": gettext_lazy("1 – confirmed by others"),
    "2": gettext_lazy("2 – probably true"),
    "3": gettext_lazy("3 – possibly true"),
    "4": gettext_lazy("4 – doubtful"),
    "5": gettext_lazy("5 – improbable"),
    "6": gettext_lazy("6 – cannot be judged"),
}


def kind(name: str) -> str:
    """A kind of claim."""
    return str(KINDS.get(name, name.replace("_", " ")))


def aside(name: str) -> str:
    """Why something is not asserted."""
    return str(ASIDES.get(name, name.replace("_", " ")))


def figures(claim: Claim) -> Iterator[str]:
    """Every figure that a claim says, and whether it says that all is gone."""
    for name in FIELDS:
        value = getattr(claim, name)
        if value is not None:
            yield str(FIGURES[name]) % value
    if claim.destroyed is not None:
        yield _("destroyed") if claim.destroyed else _("not destroyed")


def unit(name: str) -> str:
    """A unit as the pages name it; empty if nobody says one."""
    return unit_in_words(name)


def knowledge(located: LocatedClaim) -> str:
    """How the speaker knows, as far as the words tell; empty if they do not."""
    claim = located.claim
    if claim.told_by:
        return _("was told by “%s”") % claim.told_by
    if claim.known_by:
        return str(KNOWN_BY.get(claim.known_by, claim.known_by.replace("_", " ")))
    return ""
