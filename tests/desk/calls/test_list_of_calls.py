"""The list of calls: found by filters in the address, kept under names, walked through by keys."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from desk.conftest import LogIn, let_in
from earwitness.desk.models import Account, SavedSearch
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.listing_models import CallFacetRow
from fakes.dialogue import MOTHER, WIFE

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def text_of(client: Client, address: str) -> str:
    """What an address shows."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_calls_with_their_lines_persons_and_themes(client: Client) -> None:
    page = text_of(client, "/calls/")
    assert "<b>1–4</b> of <b>4</b>" in page
    assert MOTHER in page
    assert "Людмила Светозарова" in page
    assert "losses" in page


def test_filters_stand_in_the_address(client: Client) -> None:
    page = text_of(client, f"/calls/?line={WIFE[-4:]}&state=listed")
    assert "<b>1–1</b> of <b>1</b>" in page
    assert "no recording" in page


def test_times_are_those_of_the_case(client: Client) -> None:
    assert '2022-03-05</span> <span class="number soft">19:42' in text_of(client, "/calls/")


def test_an_empty_case_has_an_empty_list(empty_desk: Client) -> None:
    assert "No call fits." in text_of(empty_desk, "/calls/")
    assert "cannot be searched yet" in text_of(empty_desk, "/search/?q=мама")


def test_who_asks_for_a_person_sees_them_where_others_are_likelier(client: Client) -> None:
    facet = CallFacetRow.objects.filter(kind="person").first()
    assert facet is not None
    CallFacetRow.objects.filter(pk=facet.pk).update(standing="possible")
    assert ">??</span>" not in text_of(client, "/calls/")
    assert ">??</span>" in text_of(client, f"/calls/?person={facet.label[:5]}")


def test_what_cannot_be_read_is_said_and_does_not_narrow(client: Client) -> None:
    page = text_of(client, "/calls/?from=yesterday&longer=soon&state=lost&page=x&sort=luck")
    assert page.count("was not understood") == 3
    assert "<b>1–4</b> of <b>4</b>" in page


def test_a_name_in_an_address_is_no_markup(client: Client) -> None:
    page = text_of(client, "/calls/?person=<script>alert(1)</script>")
    assert "<script>alert" not in page


def test_htmx_gets_the_list_alone_but_the_whole_page_when_somebody_goes_back(
    client: Client,
) -> None:
    part = client.get("/calls/", headers={"HX-Request": "true"}).content.decode()
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" not in part
    assert "<html" in client.get("/calls/", headers=back).content.decode()


def test_the_longest_call_comes_first_when_sorted_so(client: Client) -> None:
    page = text_of(client, "/calls/?sort=-duration")
    assert page.index("0:45") < page.index("0:02")


def test_a_search_is_kept_for_its_person_alone(team: Workplace, log_in: LogIn) -> None:
    mine, other = log_in(Role.READER), log_in(Role.VERIFIER)
    mine.post("/searches/", {"name": "Wives", "line": "0003", "sort": "-start"})
    assert "Wives" in text_of(mine, "/calls/")
    assert "Wives" not in text_of(other, "/calls/")
    (kept,) = SavedSearch.objects.all()
    assert kept.query == "line=0003&sort=-start"
    other.post(f"/searches/{kept.pk}/drop/")
    assert SavedSearch.objects.count() == 1
    mine.post(f"/searches/{kept.pk}/drop/")
    assert not SavedSearch.objects.exists()


def test_a_search_without_a_filter_or_a_name_is_not_kept(client: Client) -> None:
    for said in ({"name": "all"}, {"line": "0003"}, {"name": "  ", "line": "0003"}):
        page = client.post("/searches/", said, follow=True).content.decode()
        assert "Set a filter and give a name" in page
    assert not SavedSearch.objects.exists()


def the_list(window: BrowserContext, address: str, place: Workplace, told: list[str]) -> Page:
    """The list in a real browser, and what its console says."""
    me, _ = Account.objects.get_or_create(username=place.actor, alone=True)
    let_in(window, address, me)
    page = window.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.goto("/calls/")
    return page


def test_typing_narrows_the_list_and_the_address_says_so(
    alone: Workplace, window: BrowserContext, address: str
) -> None:
    told: list[str] = []
    page = the_list(window, address, alone, told)
    page.get_by_label("Person").press_sequentially("Людм")
    page.locator(".count", has_text="1–1 of 1").wait_for()
    assert page.evaluate("location.search") == "?person=%D0%9B%D1%8E%D0%B4%D0%BC"
    page.get_by_text("Kept searches").click()
    page.get_by_label("Keep these filters as").fill("Mother")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto("/calls/")
    page.get_by_text("Kept searches (1)").click()
    page.get_by_role("link", name="Mother").click()
    page.locator(".count", has_text="1–1 of 1").wait_for()
    page.go_back()
    page.locator(".count", has_text="1–4 of 4").wait_for()
    assert told == []


def test_keys_walk_through_the_list(alone: Workplace, window: BrowserContext, address: str) -> None:
    told: list[str] = []
    page = the_list(window, address, alone, told)
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    links = page.locator("a.open")
    assert page.evaluate("document.activeElement.href") == links.nth(1).evaluate("a => a.href")
    assert told == []
