"""What is said by day, by place, and beside the official story."""

import json
import re
import threading
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext

from desk.conftest import LogIn, let_in, see_all
from desk.findings.weighed import claims
from earwitness.app.forgetting import forget
from earwitness.app.processing import process
from earwitness.app.restricting import restrict
from earwitness.app.transcripts import take_in_transcript
from earwitness.desk.findings import contrast_reading
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def page_of(client: Client, address: str) -> str:
    see_all(client)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def data_of(page: str, name: str) -> dict[str, object]:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_claims_and_calls_stand_by_day_as_a_chart_and_as_a_table(client: Client) -> None:
    page = page_of(client, "/findings/days/")
    data = data_of(page, "chart-data")
    assert {"from": "2022-03-05", "kind": "loss", "number": 1} in data["claims"]  # type: ignore[operator]
    assert {"from": "2022-03-08", "number": 1} in data["calls"]  # type: ignore[operator]
    assert "?from=2022-03-05&amp;to=2022-03-05" in page
    assert "They are not a sample" in page


def test_the_filters_of_the_board_hold_for_days_and_places(client: Client) -> None:
    kinds = data_of(page_of(client, "/findings/days/?kind=loss"), "chart-data")["kinds"]
    assert kinds == ["loss"]
    assert "No claim names a place." in page_of(client, "/findings/places/?kind=loss")


def test_a_place_lies_where_it_is_and_leads_to_its_claims(client: Client) -> None:
    page = page_of(client, "/findings/places/")
    (point,) = data_of(page, "map-data")["points"]  # type: ignore[misc]
    assert (point["name"], point["claims"], point["sure"]) == ("Бородянка", 1, True)
    assert abs(point["latitude"] - 50.64) < 0.02 and abs(point["longitude"] - 29.92) < 0.02
    assert "They are not a sample" in page


def test_what_is_restricted_is_on_no_map_in_no_chart_and_in_no_contrast(
    team: Workplace, log_in: LogIn
) -> None:
    place = next(one for one in claims() if one.claim.place)
    restrict(team, place.call_id, allowed=["verifier"], why="she is in danger")
    hidden, seen = log_in(Role.READER), log_in(Role.VERIFIER)
    assert "Бородянка" in page_of(seen, "/findings/places/")
    assert "Бородянка" not in page_of(hidden, "/findings/places/")
    data = data_of(page_of(hidden, "/findings/days/"), "chart-data")
    told = json.dumps(data)
    assert "position" not in told and "2022-03-06" not in told


QUOTED = """WEBVTT

00:00:00.000 --> 00:00:00.900
По телевизору говорят, что всё идёт по плану.

00:00:01.000 --> 00:00:01.900
По какому плану, у нас двенадцать двухсотых в роте.
"""


@pytest.fixture
def quoted(spoken: Workplace, tmp_path: Path) -> Workplace:
    """A call in which somebody quotes television."""
    file = tmp_path / "quoted.ru.vtt"
    file.write_text(QUOTED, encoding="utf-8")
    take_in_transcript(spoken, claims()[0].sha256, file, author="Olena")
    process(spoken, ("claims",), progress=SilentProgress())
    return spoken


def test_television_stands_beside_what_is_answered(quoted: Workplace, client: Client) -> None:
    page = page_of(client, "/findings/contrast/")
    official, _, answer = page.partition('<ol class="against">')
    assert "всё идёт по плану" in official and "<b>1–1</b>" in official
    assert "двенадцать двухсотых" in answer and "<b>the answer</b>" in answer
    assert "Neither side becomes true by standing beside the other." in page


def test_a_large_case_is_read_apart_and_the_page_comes_again(
    quoted: Workplace, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contrast_reading, "READ_AT_ONCE", 0)
    assert "being read anew" in page_of(client, "/findings/contrast/")
    for thread in threading.enumerate():
        if thread.name == contrast_reading.NAME:
            thread.join(timeout=20)
    assert "всё идёт по плану" in page_of(client, "/findings/contrast/")


def test_a_quotation_in_a_restricted_call_is_not_there_for_others(
    team: Workplace, quoted: Workplace, log_in: LogIn
) -> None:
    restrict(team, claims()[0].call_id, allowed=["verifier"], why="she is in danger")
    page = page_of(log_in(Role.READER), "/findings/contrast/")
    assert "плану" not in page and "Nobody quotes the official story" in page
    assert "плану" in page_of(log_in(Role.VERIFIER), "/findings/contrast/")


def test_what_is_forgotten_is_on_no_page(alone: Workplace, client: Client) -> None:
    place = next(one for one in claims() if one.claim.place)
    assert "Бородянка" in page_of(client, "/findings/")
    forget(alone, place.sha256, why="a court orders it")
    for address in ("", "losses/", "contrast/", "days/", "places/"):
        assert "Бородянка" not in page_of(client, f"/findings/{address}")


def test_an_empty_case_shows_every_page(empty_desk: Client) -> None:
    for address in ("losses/", "contrast/", "days/", "places/"):
        page_of(empty_desk, f"/findings/{address}")


def test_a_person_drags_over_days_and_presses_a_place(
    alone: Workplace, window: BrowserContext, address: str
) -> None:
    me, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    let_in(window, address, me)
    page = window.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/findings/days/")
    chart = page.locator('[data-chart="claims"] svg .overlay').bounding_box()
    assert chart
    page.mouse.move(chart["x"] + 2, chart["y"] + 40)
    page.mouse.down()
    page.mouse.move(chart["x"] + 40, chart["y"] + 40)
    page.mouse.up()
    page.get_by_role("link", name="Open the claims of 2022-03-05 to 2022-03-05").click()
    assert page.locator("li.claim").count() == 1
    page.goto("/findings/places/")
    page.locator('#map circle[data-name="Бородянка"]').click()
    page.wait_for_url("**/findings/?place=*")
    assert "Бородянка" in page.locator("li.claim").inner_text()
    assert told == []
