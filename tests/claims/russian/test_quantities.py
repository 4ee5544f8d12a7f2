"""Number words and digits become the quantities that a listener would write down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.claims.russian.quantities import quantities
from earwitness.runtime.russian.words import tokenise


def counts(text: str) -> list[int | str]:
    return [q.rendered() for q in quantities(tokenise(text)) if not q.ordinal]


def ordinals(text: str) -> list[int | str]:
    return [q.rendered() for q in quantities(tokenise(text)) if q.ordinal]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("двести сорок", [240]),
        ("шестисот солдат", [600]),
        ("восьмистам тридцати двум", [832]),
        ("полтысячи", [500]),
        ("полторы сотни", [150]),
        ("полторы тысячи", [1500]),
        ("пять тысяч двести", [5200]),
        ("сто пятьдесят тысяч", [150000]),
        ("человек четыреста", [400]),
        ("десятка два", [20]),
        ("тысяч пять", [5000]),
        ("около ста", [100]),
        ("троих", [3]),
        ("1 200 человек", [1200]),
        ("1,5 тысячи", [1500]),
        ("двадцать двухсотых", [20]),
        ("двадцать один двухсотый", [21]),
    ],
)
def test_a_number_is_what_is_said(said: str, meant: list[int]) -> None:
    assert counts(said) == meant


def test_two_numbers_in_different_cases_stay_two() -> None:
    assert counts("из трёхсот двадцать человек вышло") == [300, 20]
    assert counts("из трёхсот двадцати человек") == [320]
    assert counts("из тысячи десять") == [1000, 10]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("больше тысячи", ">1000"),
        ("тысяча с лишним", ">1000"),
        ("не меньше ста", ">100"),
        ("сотни погибших", ">100"),
        ("несколько тысяч", ">1000"),
        ("до двухсот человек", "<200"),
        ("не больше десяти", "<10"),
    ],
)
def test_a_bound_stays_a_bound(said: str, meant: str) -> None:
    assert counts(said) == [meant]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("двое-трое", "2-3"),
        ("по десять-пятнадцать", "10-15"),
        ("два три дня", "2-3"),
        ("может сто, может двести", "100-200"),
        ("от пятидесяти до ста", "50-100"),
        ("10–15 человек", "10-15"),
        ("двадцать или тридцать", "20-30"),
    ],
)
def test_a_range_keeps_both_ends(said: str, meant: str) -> None:
    assert counts(said) == [meant]


def test_neighbours_that_are_no_range_stay_apart() -> None:
    assert counts("погибли трое восьмерых ранило") == [3, 8]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("половина", "1/2"),
        ("одна треть", "1/3"),
        ("две трети", "2/3"),
        ("три четверти", "3/4"),
        ("каждый третий", "1/3"),
        ("1/3 роты", "1/3"),
        ("60% полка", "60%"),
        ("процентов тридцать", "30%"),
        ("процентов на семьдесят", "70%"),
        ("больше половины", ">1/2"),
    ],
)
def test_a_share_is_written_as_it_is_said(said: str, meant: str) -> None:
    assert counts(said) == [meant]


def test_a_share_of_what_is_left_turns_into_what_is_gone() -> None:
    third, percent = quantities(tokenise("треть и тридцать процентов"))
    assert third.complement().rendered() == "2/3"
    assert percent.complement().rendered() == "70%"


def test_ordinals_name_and_do_not_count() -> None:
    assert ordinals("триста тридцать первый полк") == [331]
    assert ordinals("917-й") == [917]
    assert ordinals("двухсотый полк") == [200]
    assert counts("двадцать второго числа") == []


def test_a_telephone_number_counts_nothing() -> None:
    assert counts("восемь, девятьсот пятьдесят пять, двести один, сорок, ноль два") == []
    assert counts("тридцать шесть восемьдесят четыре двадцать девять") == []


WORDS = st.sampled_from(
    [
        "два",
        "двадцать",
        "сто",
        "двести",
        "тысяча",
        "полторы",
        "сотни",
        "треть",
        "процентов",
        "больше",
        "до",
        "-",
        ",",
        "/",
        "каждый",
        "третий",
        "двое-трое",
        "15",
        "200-х",
        "1/2",
        "человек",
        "из",
        "первый",
        "полк",
        "ни",
        "один",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_quantities_never_overlap_and_always_render(words: list[str]) -> None:
    tokens = tokenise(" ".join(words))
    previous = -1
    for quantity in quantities(tokens):
        assert previous < quantity.first <= quantity.last < len(tokens)
        previous = quantity.last
        assert quantity.low <= quantity.high
        assert str(quantity.rendered())


@given(st.integers(min_value=1, max_value=999_999))
@settings(max_examples=100, deadline=None)
def test_digits_mean_themselves(number: int) -> None:
    assert counts(f"{number} человек") == [number]
