"""Names and words of roles, in the language of the page."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from earwitness.app.desk_acts import AccountAct
from earwitness.desk.roles import Role

register = template.Library()


@register.filter
def by_name(found: Mapping[str, AccountAct], name: str) -> AccountAct | None:
    """What stands under a name; None if nothing does."""
    return found.get(name)


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    return {
        Role.READER: _("Reader"),
        Role.TRANSLATOR: _("Translator"),
        Role.VERIFIER: _("Verifier"),
        Role.PUBLISHER: _("Publisher"),
        Role.ADMIN: _("Admin"),
    }[Role(role)]


@register.filter
def role_words(role: str) -> str:
    """What a role may do."""
    return {
        Role.READER: _("Reads, listens and comments."),
        Role.TRANSLATOR: _("As a reader, and corrects texts, translations and speakers."),
        Role.VERIFIER: _("As a translator, and judges who speaks and what holds, and signs off."),
        Role.PUBLISHER: _(
            "As a verifier, and chooses what goes out, publishes, exports, and restricts calls."
        ),
        Role.ADMIN: _(
            "Reads, looks after accounts and restrictions. Does not decide what is true or goes "
            "out, and does not listen."
        ),
    }[Role(role)]
