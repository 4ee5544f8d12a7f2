"""The contrast in words, the same for the command line and for the report."""

from earwitness.claims.contrast.matching import WINDOW_DAYS
from earwitness.records.contrast import Beside, Saying

_ROLES = {"soldier": "perhaps the soldier", "relative": "perhaps a relative", "unknown": ""}

WINDOW = (
    "Beside each stand, first, the next turns of the same call; then the same call; then other "
    f"calls of up to {WINDOW_DAYS} days before and after."
)


def role_in_words(one: Saying) -> str:
    """Who it may be, and by what; always as a possibility."""
    guess = _ROLES.get(one.role.role, "")
    side = f"the {one.side}" if one.side else ""
    reasons = "; ".join(one.role.why)
    who = ", ".join(filter(None, (side, guess))) or "not known who"
    return f"{who} ({reasons})" if reasons else who


def strength_in_words(one: Beside) -> str:
    """How near it stands: the answer, the same call, or how many days before or after."""
    if one.strength == "answer":
        return "the answer" if one.shared else "the next turn"
    if one.strength == "same_call":
        return "same call"
    apart = one.days_apart or 0
    if not apart:
        return "another call, same day"
    days = f"{abs(apart)} day{'' if abs(apart) == 1 else 's'}"
    return f"another call, {days} {'later' if apart > 0 else 'earlier'}"
