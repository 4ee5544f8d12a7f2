"""Terms of the glossary in a sentence, in any inflection."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.calls.translation.glossary import key
from earwitness.records.translation import (
    DoubtKind,
    GlossaryEntry,
    TermFound,
    TranslationDoubt,
)
from earwitness.runtime.morphology import lemmas
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Token, readings, tokenise

Forms = frozenset[str]
_UNIT_NOUNS = frozenset({"полк", "бригада", "дивизия", "батальон", "рота", "школа", "маршрут"})
""""Двухсотый полк" is a regiment, and no dead."""


@dataclass(frozen=True)
class Glossary:
    """Entries ready to be looked up by the first word of their term."""

    entries: tuple[GlossaryEntry, ...]
    by_first: dict[str, tuple[tuple[GlossaryEntry, tuple[Forms, ...]], ...]]

    @classmethod
    def of(cls, entries: Sequence[GlossaryEntry]) -> "Glossary":
        """Longer terms come first, so that "груз двести" is not found as "груз"."""
        by_first: dict[str, list[tuple[GlossaryEntry, tuple[Forms, ...]]]] = {}
        for entry in sorted(entries, key=lambda one: -len(key(one.term).split())):
            forms = tuple(_forms(token) for token in tokenise(entry.term))
            for first in forms[0]:
                by_first.setdefault(first, []).append((entry, forms))
        return cls(tuple(entries), {first: tuple(own) for first, own in by_first.items()})


def terms_in(text: str, glossary: Glossary) -> list[tuple[GlossaryEntry, TermFound]]:
    """Every term with its entry, left to right, without overlaps."""
    tokens = tokenise(text)
    found: list[tuple[GlossaryEntry, TermFound]] = []
    at = 0
    while at < len(tokens):
        match = next(_matches_at(tokens, at, glossary), None)
        if match is None:
            at += 1
            continue
        entry, length = match
        start, end = tokens[at].start, tokens[at + length - 1].end
        found.append((entry, _found(entry, text, start, end)))
        at += length
    return found


def glossary_doubts(
    found: Sequence[tuple[GlossaryEntry, TermFound]], english: str
) -> list[TranslationDoubt]:
    """Terms of which the English has none of the accepted renderings."""
    return [
        TranslationDoubt(
            kind=DoubtKind.GLOSSARY_MISSED,
            source=term.found,
            translation="",
            detail=f"{term.found} means: {entry.meaning}. The English does not say so.",
        )
        for entry, term in found
        if entry.renderings and not any(says(english, one) for one in entry.renderings)
    ]


@lru_cache(maxsize=50_000)
def says(english: str, rendering: str) -> bool:
    """Whether the words of a rendering begin words of the text that stand side by side."""
    words = re.split(r"[\s-]+", rendering.strip())
    pattern = r"\w*[\s-]+".join(re.escape(word) for word in words)
    return bool(re.search(rf"(?<!\w){pattern}", english, re.IGNORECASE))


def _matches_at(
    tokens: Sequence[Token], at: int, glossary: Glossary
) -> Iterator[tuple[GlossaryEntry, int]]:
    first = _forms(tokens[at])
    candidates = [c for form in first for c in glossary.by_first.get(form, ())]
    for entry, forms in sorted(candidates, key=lambda one: -len(one[1])):
        own = tokens[at : at + len(forms)]
        fits = len(own) == len(forms) and all(
            not wanted.isdisjoint(_forms(token)) for wanted, token in zip(forms, own, strict=True)
        )
        if fits and not _names_a_unit(own[-1], tokens[at + len(forms) :]):
            yield entry, len(forms)


def _names_a_unit(last: Token, following: Sequence[Token]) -> bool:
    part = part_of(last.low)
    if part is None or part.kind != "loss_ordinal" or not following:
        return False
    return any(reading.lemma in _UNIT_NOUNS for reading in readings(following[0].low))


@lru_cache(maxsize=50_000)
def _forms(token: Token) -> Forms:
    return _forms_of(token.low)


@lru_cache(maxsize=50_000)
def _forms_of(low: str) -> Forms:
    """What a word is compared by: its dictionary forms; of "200-х" the word it stands for."""
    part = part_of(low)
    if part is not None and part.kind == "loss_ordinal":
        return frozenset({f"loss:{part.value}"})
    if not low[0].isalpha():
        return frozenset({low})
    return frozenset({low, *lemmas(low)})


def _found(entry: GlossaryEntry, text: str, start: int, end: int) -> TermFound:
    return TermFound(
        term=entry.term, found=text[start:end], start=start, end=end, meaning=entry.meaning,
        kind=entry.kind, note=entry.note,
    )  # fmt: skip
