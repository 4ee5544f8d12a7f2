"""The table of losses at the desk: ranges, never sums, and its file."""

import csv
import io
from hashlib import sha256

import pytest
from django.test import Client

from desk.conftest import LogIn
from desk.findings.weighed import claims, related, weigh
from earwitness.app.restricting import restrict
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.journal import entries


def page_of(client: Client, address: str = "/findings/losses/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_row_has_a_range_its_claims_and_says_that_nothing_is_summed(client: Client) -> None:
    page = page_of(client)
    assert "Nothing here is a sum, and nothing may be added up." in page
    assert "They are not a sample" in page
    assert '<b class="figure">killed 12</b>' in page
    loss = next(one for one in claims() if one.claim.kind == "loss")
    assert f"/findings/claims/{loss.id}/" in page
    assert "independence not worked out" in page


def test_contradictions_and_independence_stand_with_their_row(
    alone: Workplace, client: Client
) -> None:
    loss = next(one for one in claims() if one.claim.kind == "loss")
    other = next(one for one in claims() if one.call_id != loss.call_id)
    weigh(alone, [related(loss, other, "contradicts")])
    page = page_of(client)
    assert "1 contradiction" in page and "they say so" in page
    assert "from 1 independent source" in page


def test_units_and_days_narrow_and_what_is_no_day_is_said(client: Client) -> None:
    assert "killed 12" in page_of(client, "/findings/losses/?unit=company&by=week")
    assert "2022-W09" in page_of(client, "/findings/losses/?by=week")
    assert "No claim of losses fits." in page_of(client, "/findings/losses/?unit=917+regiment")
    assert "No claim of losses fits." in page_of(client, "/findings/losses/?from=2023-01-01")
    page = page_of(client, "/findings/losses/?from=soon")
    assert "is no day." in page and "killed 12" in page


def test_the_file_is_recorded_before_it_goes_out(team: Workplace, log_in: LogIn) -> None:
    answer = log_in(Role.PUBLISHER).post("/findings/losses/file/", {"unit": "company"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="losses.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["said_killed"] for row in rows] == ["12"]
    (entry,) = entries(action="export")
    assert (entry.subject, entry.actor) == ("losses", "publisher")
    assert entry.digest == sha256(answer.content).hexdigest()


@pytest.mark.parametrize("role", [Role.READER, Role.VERIFIER, Role.ADMIN])
def test_who_may_not_export_gets_no_file(team: Workplace, log_in: LogIn, role: Role) -> None:
    assert log_in(role).post("/findings/losses/file/").status_code == 403
    assert "Download as CSV" not in page_of(log_in(role))
    assert list(entries(action="export")) == []


def test_what_is_restricted_is_in_no_range_no_count_and_no_file(
    team: Workplace, log_in: LogIn
) -> None:
    loss = next(one for one in claims() if one.claim.kind == "loss")
    assert "killed 12" in page_of(log_in(Role.READER))
    restrict(team, loss.call_id, allowed=["verifier"], why="she is in danger")
    assert "killed 12" in page_of(log_in(Role.VERIFIER))
    hidden = page_of(log_in(Role.READER))
    assert "killed 12" not in hidden and loss.id not in hidden
    answer = log_in(Role.PUBLISHER).post("/findings/losses/file/")
    assert loss.id not in answer.content.decode()
