"""A language model reads the turns of a case beside the rules."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from earwitness.app import answers
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.app.unasserted import all_unasserted
from earwitness.pipeline import groups
from earwitness.records.errors import ModelMissing, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.settings import ClaimsSection
from earwitness.runtime.store import problems
from fakes.chat_server import Script, serving
from fakes.model_claims import model_claim
from fakes.sounds import encode, tone

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SAID = "Двенадцать двухсотых у нас в роте. Вещмешок начпрода уехал с телевизором."


@pytest.fixture
def case(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """One call with a transcript beside it; workers stay in this process."""
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "call.wav", tone(4))
    (folder / "call.ru.vtt").write_text(
        f"WEBVTT\n\n00:00.500 --> 00:03.500\n{SAID}\n", encoding="utf-8"
    )
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    process(place, ("decode", "claims"), progress=SilentProgress())
    yield place


def with_model(case: Workplace, **options: str) -> Workplace:
    claims = ClaimsSection(second_extractor="language-model", second_options=dict(options))
    return replace(case, settings=replace(case.settings, claims=claims))


def points_at(text: str) -> object:
    return {
        "claims": [
            model_claim("Двенадцать двухсотых", numbers={"killed": "Двенадцать"}),
            model_claim("Вещмешок начпрода уехал с телевизором", kind="looting"),
            model_claim("Весь полк погиб", whole_unit_words="Весь полк"),
        ]
    }


def test_what_only_the_model_points_at_stands_beside_the_claims_by_rules(case: Workplace) -> None:
    with serving(Script(answer=points_at)) as script:
        place = with_model(case, url=script.url, model="tiny")
        assert process(place, ("second_claims",), progress=SilentProgress()) == {
            "second_claims": (1, 0)
        }
    first, second = sorted(answers.all_claims(), key=lambda claim: claim.claim.start)
    assert not first.claim.rule.startswith("model:")
    assert second.claim.rule == "model:prompt-1/tiny"
    assert (second.claim.kind, second.call_id) == ("looting", first.call_id)


def test_what_the_model_calls_denied_is_kept_apart(case: Workplace) -> None:
    quote = "Вещмешок начпрода уехал с телевизором"
    answer = {"claims": [model_claim(quote, kind="looting", denied=True)]}
    with serving(Script(answer=lambda _: answer)) as script:
        place = with_model(case, url=script.url, model="tiny")
        process(place, ("second_claims",), progress=SilentProgress())
    assert quote not in {one.claim.quote for one in answers.all_claims()}
    (denied,) = all_unasserted()
    assert (denied.claim.quote, denied.claim.polarity) == (quote, "denied")


def test_a_case_without_a_second_extractor_asks_nobody(case: Workplace) -> None:
    assert process(case, ("second_claims",), progress=SilentProgress()) == {"second_claims": (0, 0)}


def test_a_server_that_is_down_is_a_problem_and_the_next_run_goes_on(case: Workplace) -> None:
    with serving(Script(answer=points_at)) as script:
        place = with_model(case, url=script.url, model="tiny")
        script.status = 503
        assert process(place, ("second_claims",), progress=SilentProgress()) == {
            "second_claims": (0, 1)
        }
        (problem,) = problems.open_problems()
        assert "503" in problem.what
        script.status = 200
        process(place, ("second_claims",), progress=SilentProgress())
    assert not list(problems.open_problems())
    assert len(list(answers.all_claims())) == 2


def test_options_that_an_extractor_does_not_take_are_wrong_usage(case: Workplace) -> None:
    with pytest.raises(WrongUsage, match="adress"):
        process(with_model(case, adress="x"), ("second_claims",), progress=SilentProgress())


def test_an_option_that_no_result_can_keep_is_wrong_usage(case: Workplace) -> None:
    options: dict[str, Any] = {"url": "http://127.0.0.1:1/v1", "model": date(2022, 3, 5)}
    claims = ClaimsSection(second_extractor="language-model", second_options=options)
    place = replace(case, settings=replace(case.settings, claims=claims))
    with pytest.raises(WrongUsage, match="model"):
        process(place, ("second_claims",), progress=SilentProgress())


def test_an_extractor_that_is_not_installed_is_told(case: Workplace) -> None:
    claims = ClaimsSection(second_extractor="oracle")
    place = replace(case, settings=replace(case.settings, claims=claims))
    with pytest.raises(ModelMissing, match="oracle"):
        process(place, ("second_claims",), progress=SilentProgress())
