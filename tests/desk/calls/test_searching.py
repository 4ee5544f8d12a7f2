"""Searching what is said, at the desk: found in both languages, with the words marked."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext

from desk.conftest import LogIn, let_in, see_all
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.restricting import restrict
from earwitness.desk.calls.searching import pieces
from earwitness.desk.models import Account
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search import SearchDocument, SearchIndex
from earwitness.runtime.search.marking import marked
from earwitness.runtime.search.query import loosened, parse
from earwitness.runtime.store import calls

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def found(client: Client, query: str) -> str:
    """What a search shows to who asked to see all that is covered."""
    see_all(client)
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    return answer.content.decode()


def add_english(place: Workplace) -> None:
    """Let the first call have been translated."""
    first = calls.all_calls()[0]
    (sha256,) = first.recordings
    with SearchIndex.open(place.folder.index).writing() as index:
        document = SearchDocument(
            call=first.id,
            sha256=sha256,
            start_ms=0,
            end_ms=1000,
            speaker_label="unknown",
            text="Мама, нас обманули.",
            translation="Mother, we were deceived.",
        )
        index.replace_recording(sha256, [document])


def test_any_form_of_a_word_is_found_and_marked(client: Client) -> None:
    page = found(client, "двухсотый")
    assert "<mark>двухсотых</mark>" in page
    assert "2022-03-05 19:42:10" in page


def test_english_words_find_the_original(alone: Workplace, client: Client) -> None:
    add_english(alone)
    page = found(client, "deceive")
    assert "Мама, нас обманули." in page
    assert "<mark>deceived</mark>" in page


def test_a_word_with_a_wrong_letter_finds_what_is_near_and_says_so(client: Client) -> None:
    page = found(client, "Бородянкай")
    assert "nothing as typed" in page
    assert "<mark>Бородянкой</mark>" in page


def test_a_query_that_asks_for_nothing_is_answered_in_words(client: Client) -> None:
    assert "does not say what to find" in found(client, "-мама")


def test_a_case_without_an_index_says_what_to_do(alone: Workplace, client: Client) -> None:
    SearchIndex.create(alone.folder.index)
    (alone.folder.index / "turns" / "format.txt").unlink()
    page = found(client, "мама")
    assert "cannot be searched yet" in page
    assert str(alone.folder.root) not in page
    assert finish_forgetting(alone) == 0


def test_filters_narrow_a_search(client: Client) -> None:
    assert "<b>2</b> turns" in found(client, "стоим")
    answer = client.get("/search/", {"q": "стоим", "theme": "losses"}).content.decode()
    assert "<b>1</b> turn" in answer


def test_a_hidden_call_is_not_found(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    assert "обманули" in found(reader, "обманули").partition("results")[2]
    restrict(team, calls.all_calls()[0].id, allowed=["verifier"], why="she is in danger")
    assert "Nothing was found" in found(reader, "обманули")
    assert "<mark>обманули</mark>" in found(log_in(Role.VERIFIER), "обманули")


def test_what_is_found_can_be_played_by_who_may_listen(team: Workplace, log_in: LogIn) -> None:
    (sha256,) = calls.all_calls()[0].recordings
    assert f'data-sound="/recordings/{sha256}/sound"' in found(log_in(Role.READER), "обманули")
    assert "data-sound" not in found(log_in(Role.ADMIN), "обманули")


def test_a_query_is_no_markup(client: Client) -> None:
    assert "<script>alert" not in found(client, "<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("рота", "В роте двенадцать, рота ушла.", ["роте", "рота"]),
        ("tank", "Four tanks, a tank.", ["tanks", "tank"]),
        ('"нас обманули"', "Мама, нас обманули, нас.", ["нас обманули"]),
        ("мама -папа", "Папа и мама", ["мама"]),
        ("ещё", "Еще раз", ["Еще"]),
        ("роты", "ро́ты нет", ["ро́ты"]),
        ("один", "", []),
    ],
)
def test_marks_stand_on_the_words_that_were_asked_for(
    query: str, text: str, words: list[str]
) -> None:
    assert [text[start:end] for start, end in marked(text, parse(query))] == words


@pytest.mark.parametrize("word", ["комнадир", "командр", "командирр", "комендир"])
def test_near_misses_are_marked_where_they_were_allowed(word: str) -> None:
    parts = parse(word)
    assert marked("Наш командир", parts) == ()
    assert marked("Наш командир", loosened(parts)) == ((4, 12),)


def test_a_long_text_is_cut_to_what_surrounds_the_mark() -> None:
    text = "слово " * 100 + "танк " + "слово " * 100
    shown = [*pieces(text, marked(text, parse("танк")))]
    assert [piece.text for piece in shown if piece.is_marked] == ["танк"]
    assert shown[0].text == "… " and shown[-1].text == " …"
    assert sum(len(piece.text) for piece in shown) < 350


def test_a_press_plays_exactly_what_was_found(
    alone: Workplace, window: BrowserContext, address: str
) -> None:
    me, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    let_in(window, address, me)
    page = window.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/search/")
    page.get_by_label("Search what is said").press_sequentially("где")
    page.get_by_role("button", name="Show this call").first.click()
    page.locator("mark", has_text="где").first.wait_for()
    assert page.url.endswith("?q=%D0%B3%D0%B4%D0%B5#result-1")
    button = page.get_by_role("button", name="Play from 0:01")
    button.click()
    page.locator("button.play[aria-pressed='true']").wait_for()
    page.locator("button.play:not([aria-pressed])").wait_for()  # it stops by itself
    assert page.evaluate("document.getElementById('sound').currentTime") > 1.5
    assert told == []
