"""The board of claims: what is said, how it stands, and what people decide about it."""

import pytest
from django.test import Client

from desk.conftest import LogIn, see_all
from desk.findings.weighed import claims, related, weigh
from earwitness.app.restricting import restrict
from earwitness.desk.roles import Role
from earwitness.records.support import Echo
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import grades, judgements
from earwitness.runtime.store.journal import entries


def page_of(client: Client, address: str = "/findings/") -> str:
    see_all(client)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_claim_is_told_in_the_original_with_its_moment(client: Client) -> None:
    loss = next(one for one in claims() if one.claim.kind == "loss")
    page = page_of(client)
    assert f'<blockquote lang="ru">«{loss.claim.quote}»</blockquote>' in page
    seconds = f"{loss.start_ms / 1000:g}"
    assert f"/calls/{loss.call_id}/?recording={loss.sha256[:12]}#t={seconds}" in page
    assert "killed 12" in page
    assert "They are not a sample" in page


def test_filters_stand_in_the_address(client: Client) -> None:
    assert "killed 12" in page_of(client, "/findings/?kind=loss")
    position = page_of(client, "/findings/?place=Borodianka")
    assert "Бородянка" in position and "killed 12" not in position
    assert "killed 12" in page_of(client, "/findings/?from=2022-03-05&to=2022-03-05")
    assert "No claim fits." in page_of(client, "/findings/?from=2023-01-01")
    assert "No claim fits." in page_of(client, "/findings/?judged=positive")


def test_what_cannot_be_read_is_said_and_does_not_narrow(client: Client) -> None:
    page = page_of(client, "/findings/?from=yesterday&support=perhaps&grade=Z&said=&page=x")
    assert "“yesterday” was not understood." in page
    assert "“perhaps” was not understood." in page
    assert "“Z” was not understood." in page
    assert "killed 12" in page


def test_before_anything_is_weighed_nothing_is_said_of_support(client: Client) -> None:
    page = page_of(client)
    assert "Claims were not compared yet" in page
    assert "stands alone" not in page.partition('id="list"')[2]


def test_two_who_contradict_each_other_are_found(alone: Workplace, client: Client) -> None:
    one, other = claims()[0], claims()[-1]
    weigh(alone, [related(one, other, "contradicts")])
    page = page_of(client, "/findings/?support=contradicted&said=all")
    assert one.id in page and other.id in page
    assert "<b>1–2</b>" in page
    shown = page_of(client, f"/findings/claims/{one.id}/")
    assert "contradicts it" in shown and "they say so" in shown
    assert other.claim.quote in shown
    assert "nothing is known that ties the two sources together" in shown


def test_support_from_what_may_be_one_source_is_no_independent_support(
    alone: Workplace, client: Client
) -> None:
    one, other = claims()[0], claims()[-1]
    ids = tuple(sorted((one.id, other.id)))
    echo = Echo(reason="same_family", why="one family", claim_ids=ids, certain=False)
    weigh(alone, [related(one, other, "supports")], [echo])
    assert "No claim fits." in page_of(client, "/findings/?support=corroborated")
    assert one.id in page_of(client, "/findings/?support=repeated")
    assert "perhaps one source: calls with one family" in page_of(
        client, f"/findings/claims/{one.id}/"
    )


def test_a_verifier_judges_by_name_and_with_a_reason(team: Workplace, log_in: LogIn) -> None:
    claim, verifier = claims()[0], log_in(Role.VERIFIER)
    address = f"/findings/claims/{claim.id}/"
    sent = verifier.post(f"{address}judge/", {"verdict": "positive", "why": "Two lists agree."})
    assert sent.status_code == 302
    (record,) = judgements.all_judgements()
    assert (record.subject, record.by, record.why) == (claim.id, "verifier", "Two lists agree.")
    page = page_of(verifier, address)
    assert "Two lists agree." in page and "judged true" in page
    assert claim.id in page_of(verifier, "/findings/?judged=positive")
    verifier.post(f"{address}judge/", {"verdict": "none", "why": "I mixed them up."})
    page = page_of(verifier, address)
    assert "judgement taken back" in page and "Two lists agree." in page
    assert claim.id not in page_of(verifier, "/findings/?judged=positive")


def test_a_decision_without_a_reason_is_not_recorded_and_nothing_typed_is_lost(
    alone: Workplace, client: Client
) -> None:
    address = f"/findings/claims/{claims()[0].id}/"
    answer = client.post(f"{address}judge/", {"verdict": "negative", "why": "  "})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "A decision needs a reason" in page
    assert 'value="negative" required checked' in page
    assert judgements.all_judgements() == ()
    answer = client.post(f"{address}judge/", {"verdict": "maybe", "why": "He hesitates."})
    assert answer.status_code == 400 and "He hesitates." in answer.content.decode()


def test_a_grade_is_given_shown_and_found(alone: Workplace, client: Client) -> None:
    claim = claims()[0]
    address = f"/findings/claims/{claim.id}/"
    sent = {"source": "B", "information": "2", "why_graded": "He was there."}
    assert client.post(f"{address}grade/", sent).status_code == 302
    (record,) = grades.all_grades()
    assert (record.source, record.information, record.by) == ("B", "2", alone.actor)
    assert claim.id in page_of(client, "/findings/?grade=B")
    assert claim.id not in page_of(client, "/findings/?grade=A")


@pytest.mark.parametrize("role", [Role.READER, Role.TRANSLATOR, Role.ADMIN])
def test_who_may_not_judge_is_refused(team: Workplace, log_in: LogIn, role: Role) -> None:
    address = f"/findings/claims/{claims()[0].id}/"
    sent = {"verdict": "positive", "why": "So it is.", "source": "A", "why_graded": "So it is."}
    assert log_in(role).post(f"{address}judge/", sent).status_code == 403
    assert log_in(role).post(f"{address}grade/", sent).status_code == 403
    assert '<form class="decide"' not in page_of(log_in(role), address)
    assert judgements.all_judgements() == () and grades.all_grades() == ()


def test_claims_of_a_restricted_call_do_not_exist_for_others(
    team: Workplace, log_in: LogIn
) -> None:
    one, other = claims()[0], claims()[-1]
    weigh(team, [related(one, other, "contradicts")])
    assert one.call_id != other.call_id
    restrict(team, one.call_id, allowed=["verifier"], why="she is in danger")
    hidden, seen = log_in(Role.READER), log_in(Role.VERIFIER)
    assert one.id in page_of(seen) and one.id not in page_of(hidden)
    assert hidden.get(f"/findings/claims/{one.id}/").status_code == 404
    told = page_of(hidden, f"/findings/claims/{other.id}/")
    assert one.id not in told and "contradict" not in told
    assert "No claim fits." in page_of(hidden, "/findings/?support=contradicted")
    place = one.claim.place or one.claim.unit or ""
    assert place and place not in page_of(hidden)


def test_who_opened_a_claim_stands_in_the_ledger(alone: Workplace, client: Client) -> None:
    claim = claims()[0]
    page_of(client, f"/findings/claims/{claim.id}/")
    assert [one.subject for one in entries(action="open")] == [claim.call_id]


def test_an_empty_case_says_what_to_do(empty_desk: Client) -> None:
    page = page_of(empty_desk)
    assert "No claim was found yet." in page and "earwitness process" in page


def test_what_is_no_claim_is_not_here(client: Client) -> None:
    for address in ("claim-ffffffffffff", "claim-", "x" * 300):
        assert client.get(f"/findings/claims/{address}/").status_code == 404
