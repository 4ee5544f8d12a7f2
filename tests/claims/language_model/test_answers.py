"""Nothing that a language model says is believed unless the text has the words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.claims.language_model.answers import MOST_CLAIMS, checked
from earwitness.claims.language_model.fields import KINDS, MOODS
from earwitness.records.claim import TimeMeant
from fakes.model_claims import model_claim

TEXT = "пацаны рассказывали вчера под Гостомелем триста тридцать первый полк сорок двухсотых"


def the_claims(*answers: Any, text: str = TEXT):  # noqa: ANN201
    return checked(text, {"claims": list(answers)}, rule="model:test")


def test_words_that_stand_in_the_text_become_a_claim_with_its_values_read_by_the_rules() -> None:
    answer = model_claim(
        TEXT,
        numbers={"killed": "сорок двухсотых"},
        unit_words="триста тридцать первый полк",
        place_words="под Гостомелем",
        time_words="вчера",
        told_by_words="пацаны рассказывали",
        known_by="told",
    )
    found = the_claims(answer)
    (claim,) = found.claims
    assert not found.rejected
    assert (claim.killed, claim.unit, claim.place) == (40, "331 regiment", "Гостомель")
    assert (claim.when, claim.told_by) == (TimeMeant(said="вчера"), "пацаны рассказывали")
    assert (claim.hearsay, claim.known_by, claim.rule) == (True, "told", "model:test")
    assert TEXT[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("весь полк погиб", "quote is not in the text"),
        ("Сорок двухсотых", "quote is not in the text"),  # not letter by letter
        ("", "quote is not in the text"),
        (None, "quote is not in the text"),
    ],
)
def test_a_quote_that_nobody_said_is_rejected(quote: Any, reason: str) -> None:
    found = the_claims(model_claim(quote, numbers={"killed": "сорок"}))
    assert (found.claims, dict(found.rejected)) == ([], {reason: 1})


@pytest.mark.parametrize(
    "words",
    [
        "четыреста",  # is not in the text
        "40",  # was said in words
        "триста тридцать первый",  # names a unit
        "двухсотых",  # counts nothing by itself
        "сорок двухсотых вчера",
        7,
        None,
    ],
)
def test_a_number_that_is_not_said_is_no_figure_and_a_loss_without_one_is_none(words: Any) -> None:
    found = the_claims(model_claim(TEXT, numbers={"killed": words}))
    assert found.claims == []
    assert found.rejected == {"number is not in the quote": 1, "loss without a figure": 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("бабушке восемьдесят лет, погиб дед", "восемьдесят"),
        ("погибло что ли, тысяч пять рублей прислал", "тысяч пять"),
        ("уехали на два-три дня, погибло много", "два-три"),
    ],
)
def test_an_age_a_price_or_days_are_no_dead(text: str, words: str) -> None:
    assert the_claims(model_claim(text, numbers={"killed": words}), text=text).claims == []


def test_a_share_is_no_count_and_a_count_no_share() -> None:
    text = "половина роты погибла двенадцать человек"
    wrong = model_claim(text, numbers={"killed": "половина", "fraction": "двенадцать"})
    right = model_claim(text, numbers={"killed": "двенадцать", "fraction": "половина"})
    assert the_claims(wrong, text=text).claims == []
    (claim,) = the_claims(right, text=text).claims
    assert (claim.killed, claim.fraction) == (12, "1/2")


def test_a_unit_a_place_and_a_source_that_are_not_said_stay_empty() -> None:
    answer = model_claim(
        "сорок двухсотых",
        numbers={"killed": "сорок"},
        unit_words="76 дивизия",
        place_words="Киев",
        told_by_words="командир",
    )
    found = the_claims(answer)
    (claim,) = found.claims
    assert (claim.unit, claim.place, claim.told_by, claim.hearsay) == (None, None, None, None)
    assert found.rejected.total() == 3


def test_what_is_asked_or_denied_says_so() -> None:
    text = "мы никого не расстреливали правда"
    (claim,) = the_claims(model_claim(text, kind="killing", denied=True), text=text).claims
    assert (claim.polarity, claim.mood) == ("denied", None)
    (claim,) = the_claims(model_claim(text, kind="killing", mood="question"), text=text).claims
    assert (claim.polarity, claim.mood) == (None, "question")


def test_a_model_that_runs_away_is_cut_off() -> None:
    listed = [model_claim("вчера", kind="position")] * (MOST_CLAIMS + 3)
    found = the_claims(*listed)
    assert len(found.claims) == 1  # the same claim is one
    assert found.rejected["too many claims"] == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(TEXT.split()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
CLAIMS = st.builds(
    lambda quote, kind, mood, extra: {**model_claim(quote, kind=kind, mood=mood), **extra},
    st.sampled_from([TEXT, "сорок двухсотых", "вчера", "нет такого"]) | JSON,
    st.sampled_from([*KINDS, "murder"]) | JSON,
    st.sampled_from(MOODS) | JSON,
    st.dictionaries(st.sampled_from(sorted(model_claim(""))), JSON),
)


@given(st.fixed_dictionaries({"claims": st.lists(CLAIMS, max_size=3)}) | JSON)
def test_whatever_is_answered_every_claim_stands_in_the_text(answer: Any) -> None:
    for claim in checked(TEXT, answer, rule="model:test").claims:
        assert claim.quote
        assert TEXT[claim.start : claim.end] == claim.quote
        assert claim.kind in KINDS
        assert claim.killed in (None, 40)
