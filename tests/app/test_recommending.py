"""`models recommend`: what fits a case and a machine, with reasons."""

import pytest

from earwitness.app.recommending import Machine, Needs, answer_of, recommend
from earwitness.runtime.models.catalogue import built_in
from earwitness.runtime.runner import Workplace

LAPTOP = Machine(cores=4, memory_mib=8_000, card_mib=0)
RUSSIAN = Needs(languages=("ru",), recordings=10, telephone_share=1.0, translate=True)


def ask(model_id: str, needs: Needs = RUSSIAN, machine: Machine = LAPTOP) -> dict[str, object]:
    return answer_of(built_in().get(model_id), needs, machine)


def best(needs: Needs, machine: Machine = LAPTOP) -> str:
    found = [
        answer_of(model, needs, machine)
        for model in built_in().models
        if model.task == "recognition"
    ]
    fitting = [one for one in found if one["fits"]]
    return str(min(fitting, key=lambda one: one["expected_error"])["id"])


def test_telephone_russian_gets_the_one_that_was_trained_for_it() -> None:
    assert best(RUSSIAN) == "t-one"
    answer = ask("t-one")
    assert any("telephone sound" in str(reason) for reason in answer["reasons"])  # type: ignore[attr-defined]
    assert answer["commands"] == [
        "earwitness models fetch t-one",
        'in [hearing] of case.toml: model = "t-one"',
    ]


def test_russian_that_is_no_telephone_sound_gets_another() -> None:
    wide = Needs(languages=("ru",), recordings=10, telephone_share=0.1, translate=True)
    assert best(wide) == "gigaam-v3-rnnt"


@pytest.mark.parametrize("languages", [("uk",), ("ru", "uk")])
def test_a_language_that_a_model_does_not_know_rules_it_out(languages: tuple[str, ...]) -> None:
    needs = Needs(languages=languages, recordings=1, telephone_share=1.0, translate=False)
    answer = ask("t-one", needs)
    assert not answer["fits"] and "does not know uk" in answer["against"]  # type: ignore[operator]
    assert ask("whisper-base", needs)["fits"] and ask("parakeet-v3", needs)["fits"]
    assert best(needs) not in ("t-one", "gigaam-v3-rnnt", "gigaam-v3-e2e-rnnt", "vosk-ru")


def test_a_small_machine_is_not_told_to_take_a_large_model() -> None:
    small = Machine(cores=2, memory_mib=2_000, card_mib=0)
    assert not ask("whisper-large-v3", machine=small)["fits"]
    assert ask("whisper-base", machine=small)["fits"]


def test_a_large_whisper_is_slow_only_without_a_card() -> None:
    carded = Machine(cores=8, memory_mib=32_000, card_mib=16_000)
    assert any("slow" in str(doubt) for doubt in ask("whisper-large-v3")["against"])  # type: ignore[attr-defined]
    doubts = ask("whisper-large-v3", machine=carded)["against"]
    assert not any("slow" in str(doubt) for doubt in doubts)  # type: ignore[attr-defined]


def test_every_figure_says_whose_it_is() -> None:
    for model in built_in().models:
        for reason in ask(model.id)["reasons"] if model.error_rates else ():  # type: ignore[attr-defined]
            if "word errors" in reason:
                assert "figure" in reason or "measured by Earwitness" in reason


def test_every_recogniser_of_the_catalogue_says_what_recommending_needs() -> None:
    for model in built_in().models:
        if model.task == "recognition":
            assert model.recogniser and model.sample_rate in (8000, 16000) and model.memory_mib
            assert model.size > 10_000_000


def test_the_second_one_is_of_another_family(spoken: Workplace) -> None:
    answer = recommend(spoken)
    assert answer["recommended"] and answer["second"]
    assert answer["recommended"].partition("-")[0] != answer["second"].partition("-")[0]
    assert answer["case"]["recordings"] == 3
    assert answer["machine"]["cores"] >= 1
