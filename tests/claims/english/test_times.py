"""English times and the days that they mean, seen from Wednesday, 9 March 2022."""

from datetime import date

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.english.times import times
from earwitness.claims.times import days_meant
from earwitness.runtime.english.words import sentences

SAID_ON = date(2022, 3, 9)


def meant(text: str) -> tuple[str, str, str] | None:
    """The only time of a sentence: its words, and the first and last day as month and day."""
    (sentence,) = sentences(text)
    found = times(sentence.tokens)
    if not found:
        return None
    (span,) = found
    days = days_meant(span.meant, SAID_ON)
    assert days is not None
    return span.meant.said, f"{days[0]:%m-%d}", f"{days[1]:%m-%d}"


@pytest.mark.parametrize(
    ("text", "said", "first", "last"),
    [
        ("Yesterday we lost five", "Yesterday", "03-08", "03-08"),
        ("five were killed the day before yesterday", "the day before yesterday", "03-07", "03-07"),
        ("three days ago they shot them", "three days ago", "03-06", "03-06"),
        ("it was two or three days ago", "two or three days ago", "03-06", "03-07"),
        ("a couple of weeks ago", "a couple of weeks ago", "02-20", "02-26"),
        ("on the seventh we lost five", "on the seventh", "03-07", "03-07"),
        ("On the 27th, five of ours died", "On the 27th", "02-27", "02-27"),
        ("back on the twenty-third they took", "on the twenty-third", "02-23", "02-23"),
        ("they shelled us all night", "all night", "03-08", "03-09"),
        ("on March 7 eight men died", "on March 7", "03-07", "03-07"),
        ("on the 7th of March", "on the 7th of March", "03-07", "03-07"),
        ("on 26 February 2022 we crossed", "on 26 February 2022", "02-26", "02-26"),
        ("since the seventh we lost three", "since the seventh", "03-07", "03-09"),
        ("in the night to the eighth", "night to the eighth", "03-07", "03-08"),
        ("last week, in Bucha", "last week", "02-24", "03-08"),
        ("last night they came", "last night", "03-08", "03-09"),
        ("in february there were more", "in february", "02-01", "02-28"),
        ("it was in March 2022", "in March 2022", "03-01", "03-09"),
        ("on Sunday they left", "on Sunday", "03-06", "03-06"),
        ("in the last three days six died", "the last three days", "03-06", "03-09"),
    ],
)
def test_words_mean_days(text: str, said: str, first: str, last: str) -> None:
    assert meant(text) == (said, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "we may lose ten",
        "we march 7 kilometres",
        "on the seventh floor",
        "on the seventh company we counted",
        "every Monday two die",
        "he is three days old",
        "they fell back 300 metres",
        "for the first time",
        "there are 31 of us",
    ],
)
def test_what_is_no_time_names_none(text: str) -> None:
    assert meant(text) is None


def test_a_claim_has_the_time_of_its_own_clause() -> None:
    text = "Three days ago we lost five men, and yesterday they shot civilians."
    found = {one.kind: one.when for one in RuleExtractor().extract(text).claims}
    said = {kind: when and when.said for kind, when in found.items()}
    assert said == {"loss": "Three days ago", "killing": "yesterday"}
