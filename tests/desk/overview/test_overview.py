"""The overview: what there is, how far the work is, what waits, and for whom it does not speak."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext

from desk.conftest import LogIn, let_in
from earwitness.app.deliveries import describe
from earwitness.app.restricting import restrict
from earwitness.app.stage_progress import BASIS, stage_progress
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.pipeline.stages import STAGES
from earwitness.records.custody import Provenance
from earwitness.records.problem import Problem
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, problems, results
from earwitness.runtime.store.connection import writing

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def page_of(client: Client) -> str:
    """The overview."""
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def make_one(place: Workplace, sha256: str) -> None:
    """As another command does: one recording's speech was looked for."""
    provenance = Provenance(
        stage="speech", engine="fake", version="1", weights_digest="", options="{}",
        input_digests=(),
    )  # fmt: skip
    with writing(place.folder.database):
        results.save(sha256, provenance, [], actor="another")


def test_what_the_case_holds_is_counted(client: Client) -> None:
    page = page_of(client)
    assert "<dd>4</dd>" in page
    assert "<dd>3</dd>" in page
    assert "1 call in a list has none" in page
    assert "<dd>100 %</dd>" in page


def test_the_caveat_of_each_delivery_stands_above_every_figure(
    alone: Workplace, client: Client
) -> None:
    describe(alone, "test", {"selection": "calls of one unit", "selection_unknown": "the rest"})
    page = page_of(client)
    caveat = page.index("no count here speaks for calls that were not handed over")
    assert caveat < page.index("calls of one unit") < page.index("the rest") < page.index("<dd>")


def test_a_delivery_of_which_nothing_is_known_says_so(alone: Workplace, client: Client) -> None:
    assert "Nothing is recorded of how these were selected." in page_of(client)
    describe(alone, "test", {"terms": "for this desk alone"})
    assert "How it was selected is not recorded." in page_of(client)


def test_every_stage_is_counted_against_something() -> None:
    assert set(BASIS) == {stage.name for stage in STAGES}


def test_progress_tells_made_of_expected(alone: Workplace) -> None:
    stages = {one.name: one for one in stage_progress(alone).stages}
    assert (stages["claims"].made, stages["claims"].expected) == (3, 3)
    assert (stages["speech"].made, stages["speech"].expected) == (0, 3)
    assert (stages["cross"].made, stages["cross"].expected) == (4, 4)
    assert "hear_second" not in stages


def test_problems_are_counted_by_kind_with_what_to_do(alone: Workplace, client: Client) -> None:
    for call in calls.all_calls()[:2]:
        (sha256,) = call.recordings
        problems.keep(Problem(subject=sha256, stage="hear", what="Too long.", remedy="Cut it."))
    page = page_of(client)
    assert '<b class="number">2</b><div><p>Too long.</p><p class="soft">Cut it.</p>' in page


def test_what_is_hidden_is_in_no_figure_and_no_problem(team: Workplace, log_in: LogIn) -> None:
    first = calls.all_calls()[0]
    problem = Problem(subject=first.recordings[0], stage="hear", what="It broke.", remedy="Wait.")
    problems.keep(problem)
    restrict(team, first.id, allowed=["verifier"], why="she is in danger")
    hidden, seen = page_of(log_in(Role.READER)), page_of(log_in(Role.VERIFIER))
    assert "It broke." in seen and "It broke." not in hidden
    assert "<dd>4</dd>" in seen and "<dd>4</dd>" not in hidden
    assert "3 recordings" in seen and "3 recordings" not in hidden


def test_an_empty_case_says_what_to_do(place: Workplace, empty_desk: Client) -> None:
    page = page_of(empty_desk)
    assert "<dd>0</dd>" in page
    assert "No call has a known time." in page


def test_numbers_of_charts_stand_on_the_page_as_tables(client: Client) -> None:
    assert f"<td>{date(2022, 2, 28):%Y-%m-%d}</td><td>heard</td>" in page_of(client)


def test_a_look_at_unchanged_progress_answers_nothing(alone: Workplace, client: Client) -> None:
    mark = stage_progress(alone).mark
    assert client.get("/overview/progress/", {"mark": mark}).status_code == 204
    make_one(alone, calls.all_calls()[0].recordings[0])
    answer = client.get("/overview/progress/", {"mark": mark})
    assert answer.status_code == 200
    assert "at work now" in answer.content.decode()
    assert 'id="figures" hx-swap-oob="true"' in answer.content.decode()


def test_progress_moves_while_another_process_works(
    alone: Workplace, window: BrowserContext, address: str
) -> None:
    make_one(alone, calls.all_calls()[0].recordings[0])
    me, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    let_in(window, address, me)
    page = window.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/")
    speech = page.locator("tr", has=page.get_by_role("rowheader", name="Finding speech"))
    assert "1 of 3" in speech.inner_text()
    page.locator("[data-chart] svg").nth(2).wait_for()
    make_one(alone, calls.all_calls()[1].recordings[0])
    speech.get_by_text("2 of 3").wait_for()
    assert told == []
