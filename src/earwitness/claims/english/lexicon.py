"""Classes of words and phrases (`data/lexicon.toml`): what they may mean to the patterns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from earwitness.claims.english.inflection import noun_forms, verb_forms
from earwitness.claims.english.word_lists import listed
from earwitness.claims.tables import read_table
from earwitness.runtime.english.words import Token, sentences

TENSES = {
    "past": "PAST",
    "participle": "PARTICIPLE",
    "base": "BASE",
    "present": "BASE",
    "ing": "ING",
}
_ONLY = {
    "past": frozenset({"past", "participle"}),
    "finite": frozenset({"past", "participle", "base", "present"}),
    "": frozenset({"past", "participle", "base", "present", "ing"}),
}
_BETWEEN = listed("lexicon.between")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase: its words in small letters and its marks. `verb` if its first is a verb."""

    words: tuple[str, ...]
    marks: frozenset[str]
    verb: bool


@dataclass(slots=True)
class _Making:
    marks: set[str] = field(default_factory=set)
    verb: bool = False


def _split(phrase: str) -> tuple[str, ...]:
    """A phrase as the tokeniser would cut it."""
    return tuple(
        token.low for sentence in sentences(phrase) for token in sentence.tokens if token.low != "-"
    )


def _spellings(name: str, entry: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Words, mark and whether it is a verb, for all that a class of the table lists."""
    for phrase in entry.get("words", ()):
        yield _split(phrase), name, False
    for phrase in entry.get("nouns", ()):
        *before, last = _split(phrase)
        for form in noun_forms(last):
            yield (*before, form), name, False
    allowed = _ONLY[entry.get("only", "")]
    for phrase in entry.get("verbs", ()):
        first, *rest = _split(phrase)
        for form, tenses in verb_forms(first).items():
            if tenses & allowed:
                yield (form, *rest), name, True
            for tense in tenses:
                yield (form, *rest), TENSES[tense], True


@cache
def _entries() -> Mapping[tuple[str, ...], Entry]:
    making: dict[tuple[str, ...], _Making] = {}
    for name, entry in read_table("english", "lexicon.toml").items():
        if entry.get("cue"):
            continue
        for words, mark, verb in _spellings(name, entry):
            made = making.setdefault(words, _Making())
            made.marks.add(mark)
            made.verb = made.verb or verb
    return {words: Entry(words, frozenset(made.marks), made.verb) for words, made in making.items()}


@cache
def _phrases() -> Mapping[str, tuple[Entry, ...]]:
    """Entries of several words by their first word, longest first."""
    found: dict[str, list[Entry]] = {}
    for entry in _entries().values():
        if len(entry.words) > 1:
            found.setdefault(entry.words[0], []).append(entry)
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for word, entries in found.items()
    }


@cache
def _cues() -> Mapping[str, tuple[Entry, ...]]:
    """Cues (how a thing is said) by their first word, longest first."""
    found: dict[str, list[Entry]] = {}
    for name, entry in read_table("english", "lexicon.toml").items():
        for words, mark, _ in _spellings(name, entry) if entry.get("cue") else ():
            found.setdefault(words[0], []).append(Entry(words, frozenset({mark}), False))
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for word, entries in found.items()
    }


def cues(tokens: Sequence[Token]) -> dict[int, frozenset[str]]:
    """Cues by the token that they begin at. They do not take their words from other classes."""
    found: dict[int, frozenset[str]] = {}
    for index, token in enumerate(tokens):
        for entry in _cues().get(token.low, ()):
            if _end_of(entry, tokens, index) is not None:
                found[index] = found.get(index, frozenset()) | entry.marks
    return found


_OWNERS = frozenset({"LEADER", "COMMANDER", "CIVILIAN"})
_NONE = Entry((), frozenset(), False)


def entry_of(low: str) -> Entry:
    """The entry of one word; without marks if it has none."""
    found = _entries().get((low,))
    if found is None and low.endswith("s"):  # "putins fault": a possessive as recognisers write it
        found = _entries().get((low[:-1],))
        found = found if found is not None and found.marks & _OWNERS else None
    return found or _NONE


def phrase_at(tokens: Sequence[Token], at: int) -> tuple[Entry, int] | None:
    """The longest phrase that begins at a token, and its last token.

    A pronoun may stand within a verb of two words ("wiped us out"); hyphens are passed over.
    """
    for entry in _phrases().get(tokens[at].low, ()):
        last = _end_of(entry, tokens, at)
        if last is not None:
            return entry, last
    return None


def _end_of(entry: Entry, tokens: Sequence[Token], at: int) -> int | None:
    position = at
    for number, word in enumerate(entry.words[1:]):
        position += 1
        if position < len(tokens) and tokens[position].low == "-" and tokens[position].glued:
            position += 1
        if number == 0 and entry.verb and len(entry.words) == 2 and position < len(tokens):
            position += tokens[position].low in _BETWEEN and tokens[position].low != word
        if position >= len(tokens) or tokens[position].low != word:
            return None
    return position


@cache
def objects() -> Mapping[str, str]:
    """Class name to the equipment that it names, in English."""
    return {
        name: entry["object"]
        for name, entry in read_table("english", "lexicon.toml").items()
        if entry.get("object")
    }
