"""Errors planted into a true translation: a changed number, a dropped or added denial, a changed
name. Where they are planted is decided by the English alone, not by what a check can see."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
ORDINALS = (
    "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "seventeenth",
    "twentieth",
)  # fmt: skip
NUMBER = re.compile(r"\b(?:" + "|".join((*SMALL, *ORDINALS, r"\d+")) + r")\b", re.IGNORECASE)
SCALE = re.compile(r"\b(?:hundred|thousand)\b", re.IGNORECASE)

DENIAL = re.compile(
    r"\b(?:do|does|did)n't |n't\b|\bnot |\bno (?=[a-z])|\bnever |\bnothing\b|\bnobody\b|\bNobody\b"
)
ADDED = re.compile(r"\b(?:is|are|was|were|will|have|can|we're|I'm|it's|they're)\b")
AFFIRMED = {"nothing": "something", "nobody": "somebody", "Nobody": "Somebody", "n't": ""}

NO_NAMES = frozenset((
    "Mum", "Mama", "Papa", "Dad", "God", "Lord", "TV", "Channel", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May",
    "June", "July", "August", "September", "October", "November", "December", "Sure", "Uncle",
    "Aunt", "I", "APCs", "Allah", "One", "Praise", "Grandma", "Mummy", "Neighbour", "English",
    "Russian", "Ukrainian", "Easter",
))  # fmt: skip
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


@dataclass(frozen=True)
class Planted:
    """A translation with one error in it."""

    kind: str
    english: str


def planted(english: str, names: Sequence[str], seed: int) -> Iterator[Planted]:
    """Every error that this English offers a place for, one at a time."""
    chance = random.Random(seed)
    for match in NUMBER.finditer(english):
        if SCALE.search(english[match.end() : match.end() + 9]) and match.group() == "one":
            continue
        yield Planted("number", _with(english, match, _other_number(match.group(), chance)))
    for match in DENIAL.finditer(english):
        word = match.group()
        affirmed = AFFIRMED.get(word, "" if word.strip() != "no" else "the ")
        yield Planted("negation dropped", _with(english, match, affirmed))
    if not DENIAL.search(english) and (verb := ADDED.search(english)):
        yield Planted("negation added", _with(english, verb, f"{verb.group()} not"))
    for match in NAME.finditer(english):
        if match.group() not in NO_NAMES:
            others = [name for name in names if name[:2].lower() != match.group()[:2].lower()]
            yield Planted("name", _with(english, match, chance.choice(others)))


def _other_number(word: str, chance: random.Random) -> str:
    if word.isdigit():
        return str(int(word) + chance.randrange(1, 9))
    table = ORDINALS if word.lower() in ORDINALS else SMALL
    place = table.index(word.lower())
    units = [w for i, w in enumerate(table) if i != place and (i < 18) == (place < 18)]
    return chance.choice(units)


def _with(text: str, match: re.Match[str], instead: str) -> str:
    return text[: match.start()] + instead + text[match.end() :]
