"""Translation of a whole case: engines stand beside each other, the glossary is laid over."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from earwitness.app import answers, custody
from earwitness.app.glossary import add_term, list_glossary, remove_term
from earwitness.app.processing import process
from earwitness.cli import commands
from earwitness.desk.report.gathering import gather, write_report
from earwitness.pipeline import groups, translate
from earwitness.records.errors import CaseUnusable, ModelMissing, WrongUsage
from earwitness.records.translation import GlossaryEntry
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.models import LedgerRow
from fakes.tiny_translation_models import opus_folder

STAGES = ("translate", "backcheck", "index")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers stay in this process."""
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    translate._translators.cache_clear()
    yield
    translate._translators.cache_clear()


@pytest.fixture
def text_model(spoken: Workplace, fake_plugins: Path) -> Workplace:
    """The tiny case with a fake text translator, whose folder holds one file."""
    folder = spoken.folder.root.parent / "model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"weights")
    return with_engine(spoken, "fake", {"ru": str(folder)})


def with_engine(place: Workplace, engine: str, models: dict[str, str]) -> Workplace:
    section = replace(place.settings.translation, engine=engine, models=models)
    return replace(place, settings=replace(place.settings, translation=section))


def lead(place: Workplace) -> dict[str, tuple[int, int]]:
    return process(place, STAGES, progress=SilentProgress())


def shown() -> list[dict[str, Any]]:
    return [
        sentence
        for call in answers.list_calls()
        for turn in answers.show(call["id"])["turns"]
        for sentence in turn["sentences"]
    ]


def test_handed_in_text_without_english_has_sentences_and_terms_but_no_doubts(
    spoken: Workplace,
) -> None:
    lead(spoken)
    sentences = shown()
    assert sentences and all(one["checked"] for one in sentences)
    assert {one["engine"] for one in sentences} == {""}
    assert not any(one["doubts"] for one in sentences)
    assert "killed" in {term["meaning"] for one in sentences for term in one["terms"]}


def test_a_text_translator_gives_english_that_is_shown_searched_and_doubted(
    text_model: Workplace,
) -> None:
    assert lead(text_model)["translate"] == (3, 0)
    sentences = shown()
    assert {one["engine"] for one in sentences} == {"fake"}
    assert all(one["translation"].startswith("English of") for one in sentences)
    kinds = {doubt["kind"] for one in sentences for doubt in one["doubts"]}
    assert {"number_lost", "number_added", "name_lost", "glossary_missed"} <= kinds
    assert answers.search(text_model, "English letters", 10)
    assert set(lead(text_model).values()) == {(0, 0)}
    assert custody.verify(text_model)["ok"]


def test_claims_carry_the_english_of_the_text_translator(text_model: Workplace) -> None:
    process(text_model, ("translate", "claims"), progress=SilentProgress())
    assert all(claim.translation.startswith("English of") for claim in answers.all_claims())


def test_another_engine_stands_beside_the_first_and_can_lead_again(text_model: Workplace) -> None:
    speech = with_engine(text_model, "speech", {})
    lead(text_model)
    lead(speech)
    assert {one["engine"] for one in shown()} == {""}
    call = answers.list_calls()[0]["id"]
    versions = answers.show(call)["translations"]
    assert [(one["engine"], one["leads"]) for one in versions] == [
        ("speech", True),
        ("fake", False),
    ]
    assert versions[1]["english"].startswith("English of")
    assert lead(text_model)["translate"] == (0, 0), "nothing is translated twice"
    assert {one["engine"] for one in shown()} == {"fake"}
    assert custody.verify(text_model)["ok"]


def test_other_weights_are_another_version(text_model: Workplace) -> None:
    lead(text_model)
    folder = Path(text_model.settings.translation.models["ru"])
    (folder / "model.bin").write_bytes(b"other weights")
    translate._translators.cache_clear()
    assert lead(text_model)["translate"] == (3, 0)
    assert len(list(results.made("translate"))) == 9


def test_a_real_folder_translates_in_a_real_worker(
    spoken: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from earwitness.runtime.executors.local import processes

    monkeypatch.setattr(groups, "processes", processes)
    place = with_engine(spoken, "opus-mt", {"ru": str(opus_folder(tmp_path / "opus"))})
    assert lead(place)["translate"] == (3, 0)
    assert {one["engine"] for one in shown()} == {"opus-mt"}
    assert all(0 <= one["confidence"] <= 1 for one in shown())


def test_an_engine_without_a_model_or_with_a_wrong_one_says_what_to_do(
    spoken: Workplace, fake_plugins: Path
) -> None:
    with pytest.raises(WrongUsage, match="has no model"):
        lead(with_engine(spoken, "fake", {}))
    with pytest.raises(ModelMissing, match="no folder"):
        lead(with_engine(spoken, "fake", {"ru": "nowhere"}))
    with pytest.raises(ModelMissing, match="nobody"):
        lead(with_engine(spoken, "nobody", {"ru": str(spoken.folder.root)}))


def test_a_new_term_is_found_by_the_next_check_and_the_ledger_keeps_who(spoken: Workplace) -> None:
    lead(spoken)
    before = LedgerRow.objects.count()
    add_term(spoken, GlossaryEntry(term="командир роты", meaning="company commander"))
    (act,) = LedgerRow.objects.order_by("sequence")[before:]
    assert (act.action, act.actor) == ("glossary", spoken.actor)
    assert lead(spoken) == {"translate": (0, 0), "backcheck": (3, 0), "index": (0, 0)}
    assert "company commander" in {term["meaning"] for one in shown() for term in one["terms"]}
    assert custody.verify(spoken)["ok"]


def test_a_shipped_term_can_be_taken_away_and_put_back(spoken: Workplace) -> None:
    remove_term(spoken, "двухсотый")
    assert "двухсотый" not in {one["term"] for one in list_glossary(spoken)}
    add_term(spoken, GlossaryEntry(term="двухсотый", meaning="killed"))
    origins = {one["term"]: one["origin"] for one in list_glossary(spoken)}
    assert (origins["двухсотый"], origins["срочник"]) == ("case", "shipped")


def test_a_term_that_is_not_there_or_says_nothing_is_wrong_usage(spoken: Workplace) -> None:
    with pytest.raises(WrongUsage, match="no term"):
        remove_term(spoken, "дискотека")
    for entry in (GlossaryEntry(term="…", meaning=""), GlossaryEntry(term="", meaning="x")):
        with pytest.raises(WrongUsage):
            add_term(spoken, entry)


def test_a_glossary_that_is_broken_by_hand_stops_with_words(spoken: Workplace) -> None:
    lead(spoken)
    spoken.folder.glossary.write_bytes("term,meaning\nград,".encode("utf-16"))
    with pytest.raises(CaseUnusable, match=r"glossary\.csv"):
        lead(spoken)


def test_the_report_shows_doubts_and_terms_beside_the_turn(
    text_model: Workplace, tmp_path: Path
) -> None:
    lead(text_model)
    page = write_report(text_model, tmp_path / "report.html").read_text(encoding="utf-8")
    assert "number lost: The source says 12" in page
    assert "killed" in page
    heard = [recording for call in gather(text_model).calls for recording in call.recordings]
    assert all(recording.sentences for recording in heard)


def test_show_prints_source_english_doubts_and_terms(
    text_model: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    lead(text_model)
    call = answers.list_calls()[0]["id"]
    assert commands._run(["-C", str(text_model.folder.root), "show", call]) == 0
    printed = capsys.readouterr().out
    assert "двенадцать двухсотых" in printed
    assert "English of" in printed and "(fake 0.50)" in printed
    assert "! number lost: The source says 12" in printed
    assert "= двухсотых: killed" in printed


def test_glossary_commands_answer_in_json(
    spoken: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    def ask(*words: str) -> Any:
        assert commands._run(["-C", str(spoken.folder.root), "glossary", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    fields = {"term", "meaning", "renderings", "kind", "note", "source", "origin"}
    assert all(set(one) == fields for one in ask("list"))
    added = ask("add", "дискотека", "heavy shelling", "--rendering", "shell", "--kind", "slang")
    assert (added["renderings"], added["origin"]) == (["shell"], "case")
    assert added in ask("list", "--kind", "slang")
    assert ask("remove", "дискотека")["origin"] == "removed"
    assert added not in ask("list")
