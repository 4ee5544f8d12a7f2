"""How a line of the list says what it says, in the language of the page."""

from django.utils.translation import gettext as _

from earwitness.desk.names import MEANINGS
from earwitness.desk.wording import theme_name


def theme_title(name: str) -> str:
    """What a theme of the codebook means, in a line; a case's own is called by its name."""
    return str(MEANINGS.get(name, theme_name(name)))


def voice_name(group: str) -> str:
    """A group of voices by the end of its id."""
    return _("voice %(digits)s") % {"digits": group.rpartition("-")[2][:6]}
