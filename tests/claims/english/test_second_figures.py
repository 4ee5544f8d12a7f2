"""Figures in half sentences: a second guess, a second unit, those who did not come back."""

import pytest

from earwitness.claims.english.reader import read

FIELDS = ("unit", "killed", "wounded", "missing", "refused", "remaining", "total", "destroyed")


def told(text: str) -> list[dict]:
    return [
        {name: value for name in FIELDS if (value := getattr(claim, name)) is not None}
        for claim in read(text).claims
    ]


@pytest.mark.parametrize(
    ("said", "losses"),
    [
        ("Seventy of the eighty-five refused to go.", [{"refused": 70, "total": 85}]),
        ("Maybe forty dead, maybe sixty.", [{"killed": "40-60"}]),
        ("Ten people died, perhaps a dozen.", [{"killed": "10-12"}]),
        ("Nobody is left of the fourth battalion.", [{"unit": "4 battalion", "destroyed": True}]),
        ("Fourteen men did not come back.", [{"missing": 14}]),
        ("Eleven of ours never returned from the assault.", [{"missing": 11}]),
        ("Three of our boys did not survive.", [{"killed": 3}]),
        ("Of ninety men forty did not return.", [{"missing": 40, "total": 90}]),
        ("Yesterday six were killed, today another two.", [{"killed": 6}, {"killed": 2}]),
        ("Nobody from the first platoon came back.", [{"unit": "1 platoon", "destroyed": True}]),
        ("Not one man is left of the 3rd company.", [{"unit": "3 company", "destroyed": True}]),
        (
            "In the first company thirty were killed, and in the second company twelve.",
            [{"unit": "1 company", "killed": 30}, {"unit": "2 company", "killed": 12}],
        ),
        (
            "We lost five from the first platoon and two from the third.",
            [{"unit": "1 platoon", "killed": 5}, {"unit": "3 platoon", "killed": 2}],
        ),
        (
            "We have three dead, the second platoon seven.",
            [{"killed": 3}, {"unit": "2 platoon", "killed": 7}],
        ),
    ],
)
def test_half_a_sentence_goes_on_with_what_was_said(said: str, losses: list[dict]) -> None:
    assert told(said) == losses


@pytest.mark.parametrize(
    "said",
    [
        "Your brother did not come back from work until ten.",
        "Twelve kids did not come back to school after the holidays.",
        "At the wedding twenty refused the cake.",
        "Maybe fifty boxes, maybe eighty.",
        "Ten of the eleven kids refused the soup.",
        "I paid forty in the first shop and in the second shop fifty.",
    ],
)
def test_daily_talk_in_the_same_words_is_no_loss(said: str) -> None:
    assert told(said) == []


def test_a_guess_about_others_makes_no_range() -> None:
    assert told("Our battalion lost ninety, the neighbours maybe two hundred.") == [
        {"unit": "own battalion", "killed": 90}
    ]
