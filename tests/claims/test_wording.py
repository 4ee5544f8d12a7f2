"""Claims in words: nothing is left out that turns what was said around."""

from datetime import date

import pytest

from claims.loss_table.claims import said
from earwitness.claims.wording import context_of, details_of
from earwitness.records.claim import TimeMeant


def told(**fields: object) -> str:
    return ", ".join(details_of(said(1, **fields)))


def test_a_strength_and_a_share_are_named_as_what_they_are() -> None:
    words = told(unit="2 battalion, 917 regiment", remaining=68, total=110, fraction="1/3")
    assert words == (
        "2nd battalion, 917th regiment, remaining 68, strength before 110, share lost 1/3"
    )


def test_what_was_not_done_says_so_even_where_it_is_only_supposed() -> None:
    """ "If they had not killed them": the mood alone would read as if they had."""
    assert told(killed=3, mood="hypothetical", polarity="denied") == "denied, killed 3"
    assert told(killed=3, mood="hypothetical") == "killed 3"


def test_a_claim_that_is_not_of_people_says_of_what() -> None:
    assert told(object="tank", destroyed=True) == "tank, destroyed"
    assert told(object="tank", destroyed=False) == "tank, not destroyed"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"known_by": "took_part"}, "took part"),
        ({"known_by": "told", "told_by": "пацаны", "hearsay": True}, "told by “пацаны”"),
        ({"known_by": "told", "hearsay": True}, "was told"),
        ({"known_by": "television", "told_by": "диктор"}, "television, told by “диктор”"),
        ({"hearsay": True}, "hearsay"),
        ({"located": {"hearsay_in_context": True}}, "hearsay"),
    ],
)
def test_how_he_knows_is_told_once(fields: dict[str, object], words: str) -> None:
    assert told(**fields) == words


def test_the_days_meant_stand_with_the_words_that_say_so() -> None:
    when = TimeMeant(said="седьмого числа")
    days = {"meant_from": date(2022, 3, 7), "meant_to": date(2022, 3, 7)}
    assert told(when=when, located=days) == "of 2022-03-07 (“седьмого числа”)"
    assert told(when=when) == "“седьмого числа”"


def test_what_context_adds_is_told_with_the_words_it_comes_from() -> None:
    claim = said(
        1, located={"unit_in_context": "3 company", "context": "unit: “третьей роты” at 0:12"}
    )
    assert context_of(claim) == "unit 3rd company (unit: “третьей роты” at 0:12)"
    assert context_of(said(1)) == ""
