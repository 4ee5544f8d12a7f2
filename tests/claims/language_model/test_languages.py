"""Numbers that a model points at are read by the rules of the text's language."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.language_model.answers import checked
from earwitness.records.claim import Claim
from fakes.model_claims import model_claim


def the_claim(text: str, words: str, **more: str) -> Claim | None:
    answer = {"claims": [model_claim(text, numbers={"killed": words}, **more)]}
    found = checked(text, answer, rule="model:test", read=RuleExtractor().extract(text)).claims
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "words", "killed"),
    [
        ("We lost forty of our men near Izyum.", "forty", 40),
        ("two or three hundred of ours are dead", "two or three hundred of ours", "200-300"),
        ("more than twenty boys did not come back", "more than twenty boys", ">20"),
        ("У нас тридцять вісім убитих під Ізюмом.", "тридцять вісім", 38),
        ("двоє-троє хлопців загинули в нас", "двоє-троє хлопців", "2-3"),
        ("У нас тридцать восемь убитых под Изюмом.", "тридцать восемь", 38),
    ],
)
def test_each_language_counts_in_its_own_words(text: str, words: str, killed: int | str) -> None:
    claim = the_claim(text, words)
    assert claim is not None
    assert claim.killed == killed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The 331st regiment lost everybody, he is 19 years old.", "331st"),
        ("The 331st regiment lost everybody, he is 19 years old.", "19 years"),
        ("They shot ten civilians in the street.", "ten civilians"),
        ("Сто тридцять перша бригада стоїть, йому двадцять років", "Сто тридцять перша"),
        ("Сто тридцять перша бригада стоїть, йому двадцять років", "двадцять років"),
    ],
)
def test_units_ages_and_civilians_are_no_losses_in_any_language(text: str, words: str) -> None:
    assert the_claim(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "unit", "unit_words", "place", "place_words"),
    [
        ("Under Izyum the 331st regiment lost forty men.", "forty", "331 regiment",
         "331st regiment", "Izium", "Izyum"),
        ("Під Ізюмом триста тридцять перший полк втратив сорок людей", "сорок", "331 regiment",
         "триста тридцять перший полк", "Ізюм", "Ізюмом"),
    ],
)  # fmt: skip
def test_units_and_places_are_those_of_the_texts_language(
    text: str, words: str, unit: str, unit_words: str, place: str, place_words: str
) -> None:
    claim = the_claim(text, words, unit_words=unit_words, place_words=place_words)
    assert claim is not None
    assert (claim.unit, claim.place) == (unit, place)
