"""Words and addresses that the modules of the page need."""

from django.urls import reverse
from django.utils.translation import gettext as _


def words_for_modules(sha256: str) -> dict[str, str]:
    """By the names that the modules use."""
    return {
        "unsaved": reverse("keep_unsaved", args=[sha256]),
        "change": reverse("change_turns", args=[sha256]),
        "heard": reverse("heard", args=[sha256]),
        "failed": _(
            "The sound cannot be played. Load the page anew; if it stays so, decode again."
        ),
        "saving": _("Saving …"),
        "saved": _("Saved."),
        "clash": _("Saved. Somebody else wrote here meanwhile: both texts are shown."),
        "kept": _("Kept, but not saved yet. Ctrl Enter saves."),
        "restored": _("You wrote this earlier and have not saved it."),
        "offline": _(
            "The desk cannot be reached. Your text is kept in this browser and sent later."
        ),
        "busy": _("Another command is writing to the case. Your text is kept; it is tried again."),
        "loggedOut": _(
            "You are logged out. Your text is kept in this browser: log in, then open this call."
        ),
        "saveFirst": _("Save the text first, then split."),
        "whereAndWho": _(
            "Put the cursor before a word inside the text, and say who speaks from there on."
        ),
    }
