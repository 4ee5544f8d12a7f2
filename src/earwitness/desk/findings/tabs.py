"""The pages of this part."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: its name in the language of the page, its address."""

    key: str
    name: str
    address: str


def tabs() -> list[Tab]:
    """Every page."""
    return [
        Tab("findings", _("Claims"), reverse("findings")),
        Tab("losses", _("Losses"), reverse("losses")),
        Tab("contrast", _("The official story"), reverse("contrast")),
        Tab("days", _("Days"), reverse("days")),
        Tab("places", _("Places"), reverse("places")),
    ]
