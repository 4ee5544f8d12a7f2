"""Words of calls that are hard to bear: on no page that shows pieces of many calls, until somebody
asks."""

import pytest
from django.test import Client

from desk.conftest import LogIn, see_all
from desk.findings.weighed import claims
from earwitness.app import call_listing
from earwitness.app.answers import all_attributions
from earwitness.app.call_listing import list_calls_anew
from earwitness.app.comments import comment
from earwitness.app.hard_calls import hard_calls
from earwitness.app.restricting import restrict
from earwitness.desk.roles import Role
from earwitness.desk.speakers.waterfall import QUOTED
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls

WORDS = "двухсотых"
COVERED = "Covered: this call may be hard to read."


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def the_loss() -> tuple[str, str]:
    """The claim of dead men in the tiny case, and its call."""
    one = next(own for own in claims() if own.claim.kind == "loss")
    return one.id, one.call_id


@pytest.mark.parametrize(
    "address", [f"/search/?q={WORDS}", "/findings/", "/findings/losses/", "the claim"]
)
def test_words_of_a_hard_call_are_covered_until_somebody_asks(client: Client, address: str) -> None:
    wanted = f"/findings/claims/{the_loss()[0]}/" if address == "the claim" else address
    quote = WORDS if "search" in address else "двенадцать"
    before = page_of(client, wanted).partition('id="content"')[2]
    assert COVERED in before and "data-sound" not in before
    assert quote not in before.replace(f'value="{WORDS}"', "")
    see_all(client)
    after = page_of(client, wanted)
    assert COVERED not in after and quote in after.replace(f'value="{WORDS}"', "")


def test_one_call_is_shown_where_one_stands_and_no_other(client: Client) -> None:
    _claim, call_id = the_loss()
    here = "http://localhost/search/?q=%D0%B3%D0%B4%D0%B5"
    answer = client.post("/uncover/", {"show": f"{call_id}#result-2"}, headers={"referer": here})
    assert answer.headers["Location"] == f"{here}#result-2"
    assert COVERED not in page_of(client, f"/search/?q={WORDS}")
    assert client.get(f"/calls/{call_id}/").content.decode().count("двухсотых")


@pytest.mark.parametrize("here", ["https://elsewhere.example/", "javascript:alert(1)", ""])
def test_asking_leads_to_no_other_site(client: Client, here: str) -> None:
    answer = client.post("/uncover/", {"all": "1"}, headers={"referer": here})
    assert answer.headers["Location"] == "/"


def test_a_call_that_is_hidden_cannot_be_asked_for(team: Workplace, log_in: LogIn) -> None:
    _claim, call_id = the_loss()
    restrict(team, call_id, allowed=["verifier"], why="she is in danger")
    answer = log_in(Role.READER).post("/uncover/", {"show": call_id})
    assert answer.status_code == 404


def test_a_comment_on_a_covered_call_is_covered_too(alone: Workplace, client: Client) -> None:
    _claim, call_id = the_loss()
    own = calls.call_with_id(call_id)
    assert own is not None
    comment(
        alone,
        own.recordings[0],
        start_ms=0,
        end_ms=1000,
        untrusted_text="He says how they died.",
    )
    assert "how they died" not in page_of(client, "/review/talks/")
    see_all(client)
    assert "how they died" in page_of(client, "/review/talks/")


def test_quotes_in_evidence_are_covered_with_their_call(client: Client) -> None:
    hard = hard_calls([call.id for call in calls.all_calls()], by_list=False)
    one, quote = next(
        (one, quoted[0])
        for one in all_attributions()
        for item in one.evidence
        if one.call_id in hard
        and item.source.startswith(f"call {one.call_id}")
        and (quoted := QUOTED.findall(item.detail))
    )
    address = f"/speakers/{one.call_id}/{one.side}/"
    before = page_of(client, address)
    assert quote not in before and "“…”" in before
    assert "until I log out" in before, "or nobody can ask for the words"
    see_all(client)
    assert quote in page_of(client, address)


def test_where_the_list_lags_behind_what_is_said_is_read(
    alone: Workplace, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [call.id for call in calls.all_calls()]
    assert list_calls_anew(alone)
    by_list = hard_calls(every, by_list=True)
    assert by_list == hard_calls(every, by_list=False) != frozenset()
    monkeypatch.setattr(call_listing, "IN_A_REQUEST", 0)
    monkeypatch.setattr(call_listing, "FORM", "another")
    assert COVERED in page_of(client, f"/search/?q={WORDS}&")
