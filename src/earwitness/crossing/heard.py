"""Which names and kin terms are heard in a call, and of whom they are said."""

import re
from collections.abc import Sequence

from earwitness.crossing.heard_kin import kin_heard
from earwitness.crossing.heard_names import first_names
from earwitness.crossing.heard_record import Heard, HeardKin, HeardName
from earwitness.crossing.spoken_words import quote_around, spoken_words
from earwitness.records.hearing import INVENTION_FLAGS, Turn

__all__ = ["Heard", "HeardKin", "HeardName", "hear_names"]

_WRONG_NUMBER = re.compile(
    r"не\s+туда\s+(?:попал|звон)|ошибл\w{,6}\s+номером|номером\s+ошибл|цифр\w{,6}\s+перепутал"
    r"|номер\w{,6}\s+перепутал|вы\s+куда\s+звоните|куди\s+ви\s+дзвоните|не\s+туди\s+потрапил",
    re.IGNORECASE,
)  # Endings are bounded, so that a long turn costs time in proportion to its length.


def hear_names(turns: Sequence[Turn]) -> Heard:
    """Names, kin terms and denials in a call's turns, in order.

    Turns flagged as invented by the recogniser are left out: an invented name is no evidence.
    """
    names: list[HeardName] = []
    confused: list[HeardName] = []
    kin: list[HeardKin] = []
    wrong: list[str] = []
    for number, turn in enumerate(t for t in turns if not INVENTION_FLAGS & set(t.flags)):
        words = spoken_words(turn.text)
        for name in first_names(turn, words, number):
            (confused if name.confused else names).append(name)
        kin.extend(kin_heard(turn, words, number))
        if denial := _WRONG_NUMBER.search(turn.text):
            wrong.append(quote_around(turn.text, denial.start(), denial.end()))
    return Heard(
        names=tuple(names),
        kin=tuple(kin),
        wrong_number=tuple(wrong),
        confused_names=tuple(confused),
    )
