"""What is asked, denied or joked is kept with its place, apart from what is stated."""

from dataclasses import replace

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import extract_from_turns, extract_recording
from earwitness.records.hearing import Turn

JOKE = "Весь полк погиб, один я остался да кот Василий. Шучу, мам."
STATED = "У нас один двухсотый и три трёхсотых."


def turns(*texts: str) -> list[Turn]:
    return [
        Turn(start_ms=9000 * number, end_ms=9000 * number + 8000, speaker_label="voice-1",
             channel=0, language="ru", text=text)
        for number, text in enumerate(texts)
    ]  # fmt: skip


def test_a_question_is_kept_apart_with_its_second() -> None:
    found = extract_recording(
        "call-1",
        "ab",
        turns("Сколько у вас убитых, двенадцать?", STATED),
        extractor=RuleExtractor(),
    )
    assert [one.claim.killed for one in found.claims] == [1]
    assert all(one.claim.mood or one.claim.polarity for one in found.unasserted)
    assert {one.id for one in found.unasserted}.isdisjoint(one.id for one in found.claims)


def test_a_joke_is_kept_apart() -> None:
    found = extract_recording("call-1", "ab", turns(JOKE), extractor=RuleExtractor())
    assert found.claims == ()
    assert {one.claim.mood for one in found.unasserted} == {"joke"}
    assert {one.start_ms for one in found.unasserted} <= {0}


@pytest.mark.parametrize("taken_back", ["Just kidding, mom.", "I'm joking.", "It was a joke."])
def test_an_english_joke_is_taken_back_too(taken_back: str) -> None:
    found = RuleExtractor().extract(f"We lost twelve men. {taken_back} We lost two tanks.", "en")
    assert [(one.object, one.mood) for one in found.unasserted] == [("people", "joke")]
    assert [one.object for one in found.claims] == ["tank"]


@pytest.mark.parametrize("serious", ["I'm not kidding.", "No joke.", "Are you kidding?"])
def test_who_says_that_he_does_not_joke_takes_nothing_back(serious: str) -> None:
    found = RuleExtractor().extract(f"We lost twelve men. {serious}", "en")
    assert [one.killed for one in found.claims] == [12]
    assert found.unasserted == ()


def test_whoever_wants_only_what_is_stated_gets_the_same() -> None:
    said = turns(JOKE, STATED)
    found = extract_recording("call-1", "ab", said, extractor=RuleExtractor())
    stated = extract_from_turns("call-1", "ab", said, extractor=RuleExtractor())
    assert stated == (found.claims, found.marks)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Жрать нечего. У нас двадцать двухсотых. Да шучу я, мам.", "ru"),
        ("There is nothing to eat. We lost twenty men. Just kidding, mom.", "en"),
    ],
)
def test_the_theme_of_a_joke_is_taken_back_with_it(text: str, language: str) -> None:
    assert RuleExtractor().extract(text, language).themes == ("supply",)


def test_where_they_are_not_is_no_place_of_what_is_supposed() -> None:
    found = extract_recording(
        "call-1",
        "ab",
        [
            replace(turn, speaker_label=speaker)
            for turn, speaker in zip(
                turns("Мы не под Изюмом стоим.", "Да?", "Если бы двадцать человек погибло."),
                ("man", "wife", "man"),
                strict=True,
            )
        ],
        extractor=RuleExtractor(),
    )
    assert [(one.claim.kind, one.place_in_context) for one in found.unasserted] == [
        ("position", None),
        ("loss", None),
    ]
