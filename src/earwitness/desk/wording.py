"""Words that several parts say, in the language of the page."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from earwitness.desk.figures import probability
from earwitness.desk.names import THEMES
from earwitness.records.attribution import Judgement
from earwitness.records.call_listing import CallState


def theme_name(name: str) -> str:
    """The short name of a theme."""
    return str(THEMES[name]) if name in THEMES else name.replace("_", " ")


def language_name(code: str) -> str:
    """The name of a language; its code where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def state_name(state: CallState, *, apart: bool = False) -> str:
    """How far the work on a call is, in words; `apart`: the two states before hearing too."""
    if apart and state is CallState.DECODED:
        return _("sound made, not heard yet")
    if apart and state is CallState.SEALED:
        return _("sealed, not heard yet")
    return {
        CallState.LISTED: _("no recording"),
        CallState.SEALED: _("not heard yet"),
        CallState.DECODED: _("not heard yet"),
        CallState.FAILED: _("failed"),
        CallState.HEARD: _("heard"),
    }[state]


def sureness(judgement: Judgement, chance: float) -> str:
    """How sure it is that the person who leads speaks; `chance` is a probability."""
    if judgement is Judgement.POSITIVE:
        return _("judged by a person")
    return _("perhaps, %(probability)s") % {"probability": probability(chance)}
