"""Claims know when they were said and the case's own names of units."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.app import answers
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.pipeline import groups, translate
from earwitness.records.errors import InputUnusable
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from fakes.sounds import encode, tone

SAID = "Ну привет. Вчера у вельского полка восемь двухсотых."


@pytest.fixture
def case(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """One call with its start in its name and a transcript beside it; workers stay here."""
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "2022-03-05_19-42-10.wav", tone(4))
    (folder / "2022-03-05_19-42-10.ru.vtt").write_text(
        f"WEBVTT\n\n00:00.500 --> 00:03.500\n{SAID}\n", encoding="utf-8"
    )
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    yield place


def claims(case: Workplace) -> tuple[int, dict[str, object]]:
    """How many recordings were read, and the only claim."""
    done = process(case, ("decode", "translate", "claims"), progress=SilentProgress())
    (claim,) = answers.all_claims()
    return done["claims"][0], answers.claim_answer(claim, {})


def test_a_claim_is_dated_by_the_start_of_its_call(case: Workplace) -> None:
    _, claim = claims(case)
    assert str(claim["said_at"]).startswith("2022-03-05T")
    assert claim["meant_from"] == claim["meant_to"] == "2022-03-04"
    assert claim["when"] == {"said": "Вчера", "days_from": -1, "days_to": -1}


def test_a_name_that_the_case_knows_gets_its_number(case: Workplace) -> None:
    assert claims(case)[1]["unit"] == "regiment"
    case.folder.named_units.write_text(
        '[[unit]]\ntype = "regiment"\nnumber = "77"\nru = ["вельский"]\n', encoding="utf-8"
    )
    again, claim = claims(case)
    assert (again, claim["unit"]) == (1, "77 regiment")
    assert claim["units"] == [
        {"type": "regiment", "number": "77", "name": "вельский", "number_by": "name"}
    ]
    assert claims(case)[0] == 0


def test_another_time_zone_makes_them_anew(case: Workplace) -> None:
    claims(case)
    settings = case.settings
    elsewhere = replace(settings, case=replace(settings.case, time_zone="Asia/Vladivostok"))
    assert claims(replace(case, settings=elsewhere))[0] == 1


def test_a_quote_has_the_english_that_is_tied_to_its_own_sentence(
    case: Workplace, tmp_path: Path, fake_plugins: Path
) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.bin").write_bytes(b"weights")
    assert claims(case)[1]["translation"] == ""
    section = replace(
        case.settings.translation, engine="fake", models={"ru": str(tmp_path / "model")}
    )
    translate._translators.cache_clear()
    again, claim = claims(replace(case, settings=replace(case.settings, translation=section)))
    own = SAID.partition(". ")[2]
    assert (again, claim["translation_of"]) == (1, "sentence")
    assert claim["translation"] == f"English of {len(own)} letters."


@pytest.mark.parametrize("content", [b"[[unit]]\n", b"\xff\xfe\xff", b"#" * 1_000_001])
def test_a_list_that_cannot_be_read_stops_with_a_remedy(case: Workplace, content: bytes) -> None:
    case.folder.named_units.write_bytes(content)
    with pytest.raises(InputUnusable):
        claims(case)
