"""How much one log-in may open, and who sees how much that was."""

import re
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from desk.conftest import LogIn, account
from earwitness.app.desk_acts import days_of_use
from earwitness.app.restricting import restrict
from earwitness.desk.access import limits
from earwitness.desk.call import page_views
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.records.custody import LedgerEntry
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, journal


def every_call() -> list[str]:
    return [call.id for call in calls.all_calls()]


def fill(view: str, seconds: int, who: Account, times: int) -> None:
    """Let somebody have asked so often already."""
    cache.set(f"asked:{view}:{seconds}:account-{who.pk}", times, seconds)


def test_who_searches_faster_than_people_do_waits_and_the_team_is_told(
    team: Workplace, log_in: LogIn
) -> None:
    reader = log_in(Role.READER)
    fill("earwitness.desk.calls.searching.search", 60, account(Role.READER), 120)
    answer = reader.get("/search/", {"q": "где"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Wait 1 minute, then" in answer.content.decode()
    part = reader.get("/search/", {"q": "где"}, headers={"HX-Request": "true"})
    assert part.status_code == 429 and "<html" not in part.content.decode()
    acts = [(one.actor, one.subject) for one in journal.entries() if one.action == "account"]
    assert acts == [("reader", "reader")]
    page = log_in(Role.VERIFIER).get("/accounts/changes/").content.decode()
    assert "met a limit of how much may be opened" in page
    assert log_in(Role.VERIFIER).get("/search/", {"q": "где"}).status_code == 200


@pytest.mark.parametrize(("address", "different"), [("/calls/{}/", 2), ("/calls/{}/", 3)])
def test_one_call_may_be_opened_over_and_over_and_many_may_not(
    team: Workplace, log_in: LogIn, address: str, different: int
) -> None:
    reader, ids = log_in(Role.READER), every_call()
    name = f"{page_views.__name__}.call"
    fill(name, limits.HOUR, account(Role.READER), limits.OPENED_AN_HOUR - different + 1)
    for call_id in ids[: different - 1]:
        for _ in range(3):
            assert reader.get(address.format(call_id)).status_code == 200
    assert reader.get(address.format(ids[different - 1])).status_code == 429
    assert reader.get(address.format(ids[0])).status_code == 200


def test_alone_at_a_machine_there_is_no_limit(alone: Workplace, client: Client) -> None:
    who = Account.objects.get(username=alone.actor)
    fill("earwitness.desk.calls.searching.search", 60, who, 10_000)
    assert client.get("/search/", {"q": "где"}).status_code == 200


def test_an_admin_sees_who_opened_how_much_and_not_what(team: Workplace, log_in: LogIn) -> None:
    reader, ids = log_in(Role.READER), every_call()
    restrict(team, ids[1], allowed=["reader"], why="she is in danger")
    for call_id in ids[:2]:
        reader.post("/uncover/", {"all": "1"})
        reader.get(f"/calls/{call_id}/")
        cache.clear()
        reader.get(f"/calls/{call_id}/")
    page = log_in(Role.ADMIN).get("/accounts/use/").content.decode()
    assert re.search(
        r'<th scope="row">reader</th><td class="number">1</td><td class="number">2</td>', page
    )
    assert not any(call_id in page for call_id in ids)
    assert log_in(Role.PUBLISHER).get("/accounts/use/").status_code == 403


def test_days_before_those_asked_for_are_not_counted(team: Workplace, log_in: LogIn) -> None:
    log_in(Role.READER).get(f"/calls/{every_call()[-1]}/")
    log_in(Role.READER).post("/uncover/", {"all": "1"})
    reader = log_in(Role.READER)
    reader.post("/uncover/", {"all": "1"})
    reader.get(f"/calls/{every_call()[0]}/")
    last = journal.latest()
    assert last is not None
    now = datetime.fromisoformat(last.at)
    (day,) = [one for one in days_of_use(1, now) if one.actor == "reader"]
    assert (day.day, day.calls) == (last.at[:10], len({one.subject for one in opened()}))
    assert days_of_use(1, now.replace(year=now.year + 1)) == []


def opened() -> list[LedgerEntry]:
    return [one for one in journal.entries(action="open") if one.actor == "reader"]
