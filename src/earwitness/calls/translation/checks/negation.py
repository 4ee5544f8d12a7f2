"""Does a sentence deny, and does its translation?

A negation that is dropped turns what was said into its opposite. Denials are counted clause by
clause, so that one of two that is lost is seen.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earwitness.records.translation import DoubtKind, TranslationDoubt

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[,;:.!?…—–()]+|\s-\s|\b(?:and|but|или|либо|but|і|та)\b")
_CONTRACTED = re.compile(r"[a-z]+n't$")
_ASKED = re.compile(r"\?\s*[»”\"']?\s*$")
_POLITE = re.compile(
    r"(?:^|[,.!?…]\s*)(?:а |и |ну )?не\s|\bне\b.*\b(?:случайно|бы)\b", re.IGNORECASE
)
""" "Не скажете, где …?", "Не разбудил?": English asks politely without a negator."""

_BARE_WORDS = 2
"""A clause with more words than "да нет" says what it denies."""

_ASKING = re.compile(r"(?:^|[,;]\s*|\b(?:and|but|so|why|how)\s+)[a-z]+n't\s", re.IGNORECASE)
""" "Can't you refuse?" asks what "можно отказаться?" asks."""


@dataclass(frozen=True, slots=True)
class Denials:
    """Negators of one side in order, how many clauses deny, whether words are there that may stand
    for a denial of the other side, and whether one of the clauses is a mere "no, …"."""

    words: tuple[str, ...]
    clauses: int
    instead: bool
    answers: bool = False


def negation_doubts(text: str, english: str, language: str) -> list[TranslationDoubt]:
    """A denial that one side has and the other has not; Russian and Ukrainian sources."""
    if language not in ("ru", "uk", ""):
        return []
    said, given = denials(text, "uk" if language == "uk" else "ru"), denials(english, "en")
    # "Нет розы." is "No, there is no rose.": a mere "no" before a denial adds none.
    emphasis = bool(said.clauses) and given.answers and not said.answers
    if said.clauses > given.clauses and not given.instead and not _asks_politely(text, said):
        return [
            TranslationDoubt(
                kind=DoubtKind.NEGATION_LOST,
                source=", ".join(said.words),
                translation=", ".join(given.words),
                detail=_difference("The source denies", said.clauses, given.clauses, "English"),
            )
        ]
    if given.clauses - emphasis > said.clauses and not said.instead and not _asks_so(text, english):
        return [
            TranslationDoubt(
                kind=DoubtKind.NEGATION_ADDED,
                source=", ".join(said.words),
                translation=", ".join(given.words),
                detail=_difference("The English denies", given.clauses, said.clauses, "source"),
            )
        ]
    return []


def denials(text: str, language: str) -> Denials:
    """The denials of a text; `language` is "ru", "uk" or "en".

    However often "нет" or "no" stands for itself, it is counted once, and so is a list ("ни
    воды, ни еды").
    """
    table = _table()[language]
    low = text.lower().replace("ё", "е").replace("’", "'")
    kept = table.idioms.sub(" ", low)
    words: list[str] = []
    full, bare, before = 0, False, set[str]()
    for clause in _CLAUSE.split(kept):
        own = [_plain(word) for word in _WORD.findall(clause)]
        denying = {word for word in own if _denies(word, table)}
        words += [word for word in own if word in denying]
        if denying <= table.bare and len(own) <= _BARE_WORDS:
            bare = bare or bool(denying)
        elif not denying & table.lists & before:
            full += bool(denying)
        before = denying
    return Denials(tuple(words), full + bare, bool(table.instead.search(kept)), bare)


def _difference(beginning: str, more: int, less: int, other: str) -> str:
    if not less:
        return f"{beginning}; the {other} does not."
    return f"{beginning} in {more} places, the {other} in {less}."


def _asks_politely(text: str, said: Denials) -> bool:
    return bool(_ASKED.search(text) and _POLITE.search(text)) and set(said.words) == {"не"}


def _asks_so(text: str, english: str) -> bool:
    return bool(_ASKED.search(text) and _ASKING.search(english.replace("’", "'")))


@dataclass(frozen=True, slots=True)
class _Words:
    words: frozenset[str]
    bare: frozenset[str]
    lists: frozenset[str]
    idioms: re.Pattern[str]
    instead: re.Pattern[str]


def _plain(word: str) -> str:
    return word.removesuffix("'s")


def _denies(word: str, table: _Words) -> bool:
    return word in table.words or bool(_CONTRACTED.match(word))


@cache
def _table() -> dict[str, _Words]:
    source = files("earwitness.calls.translation").joinpath("data", "negation.toml")
    return {
        language: _Words(
            words=frozenset(table["words"]),
            bare=frozenset(table["bare"]),
            lists=frozenset(table["lists"]),
            idioms=_any_of(table["idioms"]),
            instead=_any_of(table["instead"]),
        )
        for language, table in tomllib.loads(source.read_text(encoding="utf-8")).items()
    }


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """Any of the patterns between word boundaries, where they begin with a letter."""
    parts = (rf"\b(?:{p})\b" if p[0].isalpha() or p[0] == "(" else p for p in patterns)
    return re.compile("|".join(parts))
