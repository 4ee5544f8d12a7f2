"""People write in a transcript at the desk: nothing of it is lost, and everybody sees who wrote."""

import sqlite3
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from desk.call.test_page import call_of, shown
from desk.conftest import BACKEND, LogIn, account, visitor
from earwitness.app.answers import list_calls
from earwitness.app.transcripts import transcript_of
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import transcripts
from earwitness.runtime.store.connection import writing

HEARD = "Мама, нас обманули, в роте двенадцать двухсотых."


def recording() -> str:
    """The first recording of the tiny case."""
    found: str = list_calls()[0]["recordings"][0]["sha256"]
    return found


def typed(**said: str) -> dict[str, str]:
    """A form for the first turn of that recording."""
    fields = {"start_ms": "0", "end_ms": "1000", "channel": "0", "based_on": "0"}
    return {**fields, "seen_text": HEARD, "text": HEARD, "seen_speaker": "unknown"} | said


def save(client: Client, **said: str) -> Any:
    """Send it as the page does."""
    address = f"/recordings/{recording()}/save"
    return client.post(address, typed(**said), headers={"Accept": "application/json"})


def person(name: str, role: Role = Role.TRANSLATOR) -> Client:
    """The desk of somebody of the team."""
    client = visitor()
    client.force_login(account(role, name), backend=BACKEND)
    return client


def test_a_translator_corrects_a_sentence(team: Workplace) -> None:
    olena = person("olena")
    right = HEARD.replace("двенадцать", "двадцать")
    assert save(olena, text=right, why="heard three times").json() == {"version": 1, "clash": False}
    page = shown(olena, call_of())
    assert "двадцать" in page
    assert "✎ olena" in page
    assert transcript_of(recording()).versions[0].why == "heard three times"


def test_what_did_not_change_is_not_said(team: Workplace) -> None:
    told = save(person("olena"), text=f" {HEARD} ", translation="", seen_translation="").json()
    assert told["nothing"] is True
    assert transcript_of(recording()).versions == ()


def test_a_translation_and_a_speaker_are_written_too(team: Workplace) -> None:
    save(person("olena"), translation="Mum, they lied to us.", speaker="Сергей")
    turn = transcript_of(recording()).turns()[0]
    assert (turn.text, turn.translation) == (HEARD, "Mum, they lied to us.")
    assert (turn.speaker_label, turn.translated_by) == ("Сергей", "olena")


def test_two_people_edit_one_sentence_and_both_texts_stay(team: Workplace) -> None:
    olena, petro = person("olena"), person("petro")
    assert save(olena, text="Мама, нас обманули, двадцать.").json()["clash"] is False
    assert save(petro, text="Мама, нас обманули, двести.").json()["clash"] is True
    page = shown(petro, call_of())
    assert "Two people wrote here" in page
    assert "Мама, нас обманули, двадцать." in page
    assert "Мама, нас обманули, двести." in page


def test_one_of_two_texts_is_kept_and_the_clash_is_over(team: Workplace) -> None:
    olena, petro = person("olena"), person("petro")
    save(olena, text="двадцать.")
    save(petro, text="двести.")
    address = f"/recordings/{recording()}/take-back"
    olena.post(address, {"without": "2"}, headers={"Accept": "application/json"})
    own = transcript_of(recording())
    assert own.turns()[0].text == "двадцать."
    assert own.conflicts() == ()
    assert "taken back" in history(olena)
    assert "двести" in history(olena)


def test_who_saw_both_texts_and_writes_anew_settles_the_clash(team: Workplace) -> None:
    save(person("olena"), text="двадцать.")
    save(person("petro"), text="двести.")
    save(person("olena"), text="двадцать пять.", seen_text="двести.", based_on="2")
    own = transcript_of(recording())
    assert own.turns()[0].text == "двадцать пять."
    assert own.conflicts() == ()


def history(client: Client) -> str:
    """The history of the first turn."""
    query = "start_ms=0&end_ms=1000&channel=0"
    return client.get(f"/recordings/{recording()}/history?{query}").content.decode()


def test_the_history_says_who_when_why_and_what(team: Workplace) -> None:
    olena = person("olena")
    assert "Nobody has written here" in history(olena)
    save(olena, text=HEARD.replace("двенадцать", "двадцать"), why="the second engine agrees")
    told = history(olena)
    assert "<del>двенадцать</del>" in told
    assert "<ins>двадцать</ins>" in told
    assert "olena" in told
    assert "the second engine agrees" in told


def test_an_answer_that_was_lost_is_asked_for_again_and_saved_once(team: Workplace) -> None:
    olena = person("olena")
    first, second = save(olena, text="двадцать."), save(olena, text="двадцать.")
    assert first.json() == second.json() == {"version": 1, "clash": False}


def test_a_translator_corrects_a_sentence_while_a_second_engine_writes(team: Workplace) -> None:
    olena, database = person("olena"), str(team.folder.database)
    holds = threading.Event()

    def second_engine() -> None:
        store = sqlite3.connect(database, isolation_level=None)
        store.execute("BEGIN IMMEDIATE")
        holds.set()
        time.sleep(0.5)
        store.execute("COMMIT")
        store.close()

    engine = threading.Thread(target=second_engine)
    engine.start()
    holds.wait(5)
    assert save(olena, text="двадцать.").json()["version"] == 1
    engine.join()


@pytest.mark.file_store
def test_a_store_that_stays_locked_says_try_again_and_takes_nothing(team: Workplace) -> None:
    olena = person("olena")
    shown(olena, call_of())
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20")
    other = sqlite3.connect(str(team.folder.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = save(olena, text="двадцать.")
    other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert answer.json()["again"] is True
    assert save(olena, text="двадцать.").status_code == 200


def test_words_from_one_on_are_given_to_somebody_else(team: Workplace) -> None:
    words = transcript_of(recording()).turns()[0]
    middle = str((words.start_ms + words.end_ms) // 2)
    fields = {"start_ms": middle, "end_ms": "1000", "channel": "0", "based_on": "0"}
    person("olena").post(f"/recordings/{recording()}/change-turns", {**fields, "speaker": "Мать"})
    turns = transcript_of(recording()).turns()
    assert [turn.speaker_label for turn in turns] == ["unknown", "Мать", "unknown"]
    assert " ".join(turn.text for turn in turns[:2]) == HEARD


def test_two_turns_become_one(team: Workplace) -> None:
    fields = {"start_ms": "0", "end_ms": "1000", "channel": "0", "based_on": "0"}
    person("olena").post(f"/recordings/{recording()}/change-turns", fields)
    (turn,) = transcript_of(recording()).turns()
    assert turn.text == f"{HEARD} Серёжа, сынок, где вы стоите?"


def test_what_is_typed_is_kept_for_its_writer_alone_until_it_is_saved(team: Workplace) -> None:
    olena, petro = person("olena"), person("petro")
    address = f"/recordings/{recording()}/unsaved"
    assert olena.post(address, typed(text="двадцать, дума")).status_code == 204
    assert "\\u0434\\u0443\\u043c\\u0430" in shown(olena, call_of())
    assert "\\u0434\\u0443\\u043c\\u0430" not in shown(petro, call_of())
    save(olena, text="двадцать.")
    assert "\\u0434\\u0443\\u043c\\u0430" not in shown(olena, call_of())


@pytest.mark.parametrize(
    "wrong",
    [
        {"start_ms": "x"},
        {"start_ms": "-5"},
        {"end_ms": ""},
        {"channel": "9999"},
        {"based_on": "77"},
        {"start_ms": "900000", "end_ms": "900001", "speaker": "Мать"},
        {"text": "я" * 30_000},
    ],
)
def test_nonsense_is_refused_in_words_and_changes_nothing(
    team: Workplace, wrong: dict[str, str]
) -> None:
    answer = save(person("olena"), **{"text": "двадцать."} | wrong)
    if wrong != {"start_ms": "900000", "end_ms": "900001", "speaker": "Мать"}:
        assert answer.status_code == 422
        assert answer.json()["what"]
        assert transcript_of(recording()).versions == ()


def test_a_reader_does_not_write(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    for address in ("save", "take-back", "change-turns", "unsaved"):
        assert reader.post(f"/recordings/{recording()}/{address}", typed()).status_code == 403
    assert 'data-act="edit"' not in shown(reader, call_of())


def test_without_scripts_a_form_saves_and_leads_back(team: Workplace) -> None:
    olena = person("olena")
    page = olena.get(f"/recordings/{recording()}/write?start_ms=0&channel=0").content.decode()
    assert HEARD in page
    answer = olena.post(f"/recordings/{recording()}/save", typed(text="двадцать."))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/calls/{call_of()}/")


def test_what_was_written_is_confirmed_when_the_machine_hears_otherwise(team: Workplace) -> None:
    olena, sha256 = person("olena"), recording()
    save(olena, text="двадцать двухсотых.")
    heard_anew = replace(
        transcripts.leading([sha256])[sha256],
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        turns=(replace(transcript_of(sha256).beneath.turns[0], text="Мама, нас обманули."),),
    )
    with writing(team.folder.database):
        transcripts.add(heard_anew, actor="root")
    assert "hears this otherwise" in shown(olena, call_of())
    said = {"seen_text": "двадцать двухсотых.", "text": "", "confirm": "1", "based_on": "1"}
    assert save(olena, **said).json()["version"] == 2
    assert "hears this otherwise" not in shown(olena, call_of())
    assert transcript_of(sha256).turns()[0].text == "двадцать двухсотых."


def test_a_text_does_not_take_the_place_of_another_voice(team: Workplace) -> None:
    sha256 = recording()
    first = transcript_of(sha256).beneath.turns[0]
    both = replace(
        transcripts.leading([sha256])[sha256],
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        turns=(
            replace(first, speaker_label="son", text="Мама, нас обманули."),
            replace(first, start_ms=100, end_ms=900, speaker_label="mother", text="Что, что?"),
        ),
    )
    with writing(team.folder.database):
        transcripts.add(both, actor="root")
    said = {"seen_text": "Мама, нас обманули.", "seen_speaker": "son", "speaker": "son"}
    answer = save(person("olena"), text="Мама, нас обманывают.", **said)
    assert answer.status_code == 422
    assert "take the place" in answer.json()["what"]
    assert transcript_of(sha256).turns()[1].text == "Что, что?"
