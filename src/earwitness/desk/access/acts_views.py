"""What people did with accounts, and how much they opened and played: read from the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from earwitness.app.access_acts import AccountChange
from earwitness.app.desk_acts import AccountAct, account_acts, days_of_use
from earwitness.desk.asking import whole_number
from earwitness.desk.roles import Right, Role, needs
from earwitness.desk.templatetags.access_tags import role_name
from earwitness.runtime.store.use_counts import DayOfUse

MOST = 200
"""Changes of accounts on the page. Estimate: a year of a small team."""
PERIODS = (7, 30, 90)
WIDTH = 120
"""Of a bar, in its own units."""

CHANGES = {
    AccountChange.MADE: gettext_lazy("made it, as %s"),
    AccountChange.ROLE: gettext_lazy("gave it the role %s"),
    AccountChange.SHUT: gettext_lazy("shut it"),
    AccountChange.OPENED_AGAIN: gettext_lazy("opened it again"),
    AccountChange.SESSIONS_ENDED: gettext_lazy("ended its sessions"),
    AccountChange.PASSWORD_RESET: gettext_lazy("made a link for a new password"),
    AccountChange.PASSWORD_SET: gettext_lazy("set the password by the link"),
    AccountChange.SECOND_FACTOR_RESET: gettext_lazy("took its second factor away"),
    AccountChange.TIED: gettext_lazy("tied it to the provider"),
    AccountChange.UNTIED: gettext_lazy("untied it from the provider"),
    AccountChange.LIMIT_MET: gettext_lazy("met a limit of how much may be opened"),
    None: gettext_lazy("changed it"),
}
"""What a change is called; under None one that is not known."""


@dataclass(frozen=True, slots=True)
class UseLine:
    """One person on one day; bars as long as their share of the highest number on the page."""

    use: DayOfUse
    opened: str
    played: str


@needs(Right.READ)
@require_GET
def account_changes(request: HttpRequest) -> HttpResponse:
    """Who changed which account, for everybody of the team: an admin is watched by all."""
    rows = [(one, change_words(one)) for one in account_acts([*Role], MOST)]
    return render(request, "access/changes.html", {"rows": rows, "most": MOST})


@needs(Right.ADMINISTER)
@require_GET
def use(request: HttpRequest) -> HttpResponse:
    """Who opened and played how much, by day; nothing of what it was."""
    asked = whole_number(request.GET.get("days", ""), 2)
    days = asked if asked in PERIODS else PERIODS[0]
    found = days_of_use(days, timezone.now())
    said = {"lines": _lines(found), "days": days, "periods": PERIODS, "totals": _totals(found)}
    return render(request, "access/use.html", said)


def _lines(found: Sequence[DayOfUse]) -> list[UseLine]:
    most = max((max(one.calls, one.recordings) for one in found), default=0) or 1
    return [UseLine(one, _bar(one.calls, most), _bar(one.recordings, most)) for one in found]


def _bar(number: int, most: int) -> str:
    return f"{WIDTH * number / most:.1f}"


def _totals(found: Iterable[DayOfUse]) -> list[tuple[str, int, int, int, int]]:
    """By person: days of work, then sums of what was opened, played and taken out a day."""
    sums: dict[str, list[int]] = {}
    for one in found:
        own = sums.setdefault(one.actor, [0, 0, 0, 0])
        for place, number in enumerate((1, one.calls, one.recordings, one.taken)):
            own[place] += number
    return sorted(
        ((name, *(own[0], own[1], own[2], own[3])) for name, own in sums.items()),
        key=lambda one: (-one[2] - one[3], one[0]),
    )


def change_words(act: AccountAct) -> str:
    """A change of an account in the language of the page."""
    words = str(CHANGES.get(act.change, CHANGES[None]))
    return words % role_name(act.role) if act.role else words
