"""Themes of a case: listed, taught by examples, taken away; with and without a sentence encoder."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.app import own_lists, themes
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.app.themes import add_theme, list_themes, remove_theme, without_meaning
from earwitness.claims.themes.codebook import codebook
from earwitness.cli import commands
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, results
from earwitness.runtime.store.connection import writing


@pytest.fixture
def feet(tmp_path: Path) -> Path:
    file = tmp_path / "feet.txt"
    file.write_text(
        "Ноги отморозил.\nНоги мокрые, гниют.\nСтупни чёрные у всех.\n", encoding="utf-8"
    )
    return file


@pytest.fixture
def reading(spoken: Workplace, fake_plugins: Path) -> Workplace:
    """The tiny case with the fake encoder."""
    (spoken.folder.root / "words").mkdir()
    (spoken.folder.root / "words" / "weights").write_text("none")
    with spoken.folder.settings.open("a", encoding="utf-8") as settings:
        settings.write('\n[claims]\nsentence_encoder = "fake"\nsentence_model = "words"\n')
    return open_case(spoken.folder.root)


def without(place: Workplace) -> Workplace:
    claims = replace(place.settings.claims, sentence_model="no-such-folder")
    return replace(place, settings=replace(place.settings, claims=claims))


def claims_again(place: Workplace) -> tuple[int, int]:
    return process(place, ["claims"], progress=SilentProgress())["claims"]


def said_themes(place: Workplace) -> dict[str, int]:
    return {one["name"]: one["marks"] for one in list_themes(place)}


def test_every_codebook_theme_is_listed_with_its_marks(spoken: Workplace) -> None:
    listed = {one["name"]: one for one in list_themes(without(spoken))}
    assert list(listed) == [theme.name for theme in codebook()]
    assert sum(one["marks"] for one in listed.values()) > 0


def test_a_theme_is_taught_marked_and_taken_away(reading: Workplace, tmp_path: Path) -> None:
    text = "Лена, мы стоим под Бородянкой, стоим без связи"
    sentences = tmp_path / "own.txt"
    sentences.write_text(f"{text}\n{text} да\n{text} нет\n", encoding="utf-8")
    added = add_theme(reading, "our_words", examples=sentences, near_misses=None)
    assert added["examples"] == 3 and added["threshold"] > 0 and added["found_again"] == 1
    assert "our_words" in reading.folder.themes.read_text(encoding="utf-8")
    assert claims_again(reading)[0] == 3, "a new theme is another key: all calls are read again"
    assert said_themes(reading)["our_words"] == 1
    assert claims_again(reading) == (0, 0)
    remove_theme(reading, "our_words")
    claims_again(reading)
    assert "our_words" not in said_themes(reading)


def test_every_change_is_an_act_of_the_ledger(reading: Workplace, feet: Path) -> None:
    before = journal.count()
    add_theme(reading, "feet", examples=feet, near_misses=None)
    remove_theme(reading, "feet")
    acts = [entry.action for entry in journal.entries()][before:]
    assert acts == ["themes", "themes"]


def test_near_misses_are_kept_and_no_examples(
    reading: Workplace, feet: Path, tmp_path: Path
) -> None:
    avoided = tmp_path / "not.txt"
    avoided.write_text("Ступни чёрные у всех.\nСапоги жмут.\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match="2 examples"):
        add_theme(reading, "feet", examples=feet, near_misses=avoided)
    assert not reading.folder.themes.exists()


def test_without_the_model_rules_do_the_work_and_it_is_told(spoken: Workplace, feet: Path) -> None:
    place = without(spoken)
    assert without_meaning(place).startswith("Themes are found by rules alone.")
    added = add_theme(place, "feet", examples=feet, near_misses=None)
    assert added["threshold"] is None
    claims_again(place)
    assert {maker["weights_digest"] for maker in results.provenances("claims")} == {""}


def test_rules_alone_can_be_wanted(spoken: Workplace) -> None:
    claims = replace(spoken.settings.claims, themes="rules", sentence_model="no-such-folder")
    place = replace(spoken, settings=replace(spoken.settings, claims=claims))
    assert without_meaning(place) == ""
    claims = replace(spoken.settings.claims, themes="magic")
    with pytest.raises(WrongUsage, match="magic"):
        claims_again(replace(spoken, settings=replace(spoken.settings, claims=claims)))


def test_what_cannot_be_read_is_told(reading: Workplace, feet: Path, tmp_path: Path) -> None:
    with pytest.raises(InputUnusable):
        add_theme(reading, "feet", examples=tmp_path / "nothing.txt", near_misses=None)
    os.mkfifo(tmp_path / "pipe")  # nobody writes: it must not wait for them
    with pytest.raises(InputUnusable):
        add_theme(reading, "feet", examples=tmp_path / "pipe", near_misses=None)
    with pytest.raises(WrongUsage):
        remove_theme(reading, "supply")
    reading.folder.themes.write_text("themes = 3")
    with pytest.raises(CaseUnusable):
        list_themes(reading)


def test_a_theme_that_another_program_adds_meanwhile_is_kept(
    reading: Workplace, feet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def once_another_added(database: Path) -> Iterator[None]:
        monkeypatch.setattr(own_lists, "writing", writing)
        add_theme(reading, "hands", examples=feet, near_misses=None)
        with writing(database):
            yield

    monkeypatch.setattr(own_lists, "writing", once_another_added)
    add_theme(reading, "feet", examples=feet, near_misses=None)
    assert [one["name"] for one in list_themes(reading)][-2:] == ["hands", "feet"]


def test_no_more_is_written_than_is_read_again(
    reading: Workplace, feet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(themes, "MOST_OWN_BYTES", 100)
    with pytest.raises(WrongUsage, match="would have more than"):
        add_theme(reading, "feet", examples=feet, near_misses=None)
    monkeypatch.setattr(themes, "MOST_THEMES", 0)
    with pytest.raises(WrongUsage, match="0 themes of its own"):
        add_theme(reading, "feet", examples=feet, near_misses=None)
    assert not reading.folder.themes.exists()


def test_the_command_answers_in_json(
    reading: Workplace, feet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*arguments: str) -> object:
        assert commands._run(["-C", str(reading.folder.root), "themes", *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    added = ask("--add", "feet", "--examples", str(feet))
    assert set(added) == {"name", "examples", "near_misses", "threshold", "found_again", "near"}
    listed = ask()
    shape = {"name", "title", "origin", "marks", "suggestions", "examples"}
    assert isinstance(listed, list) and all(shape <= set(one) for one in listed)
    assert listed[-1]["origin"] == "case" and listed[-1]["threshold"] == added["threshold"]
    assert ask("--remove", "feet") == {"name": "feet", "removed": True}


@pytest.mark.parametrize(
    "arguments", [["--add", "feet"], ["--not", "x"], ["--add", "a", "--remove", "b"]]
)
def test_options_that_do_not_go_together_are_wrong_usage(
    spoken: Workplace, arguments: list[str]
) -> None:
    assert commands._run(["-C", str(spoken.folder.root), "themes", *arguments]) == 2
