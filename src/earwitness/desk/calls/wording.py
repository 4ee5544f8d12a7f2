"""How a line of the list says what it says, in the language of the page."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from earwitness.claims.themes.codebook import codebook
from earwitness.records.call_listing import CallState

TITLES = {theme.name: theme.title for theme in codebook()}


def theme_name(name: str) -> str:
    """The short name of a theme."""
    return name.replace("_", " ")


def theme_title(name: str) -> str:
    """What a theme of the codebook means, in a line; a case's own is called by its name."""
    return TITLES.get(name, theme_name(name))


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


def voice_name(group: str) -> str:
    """A group of voices by the end of its id."""
    return _("voice %(digits)s") % {"digits": group.rpartition("-")[2][:6]}


def length_text(milliseconds: int | None) -> str:
    """A length as 1:05 or 1:02:03; empty where it is not known."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
