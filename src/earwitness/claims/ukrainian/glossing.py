"""A Ukrainian text as Russian words, each tied to the words that it stands for."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from earwitness.claims.ukrainian.glossary import folded, gloss, is_glossed, is_governing, phrases
from earwitness.claims.ukrainian.place_names import place_at

_LONGEST_NAME = 4
_FROM_OR_WITH = frozenset({"з", "із", "зі", "зо"})
_INSTRUMENTAL = ("ою", "ею", "єю", "ами", "ями", "ом", "ем", "єм", "им", "ними", "ьма", "ома")
_ADJECTIVAL = ("ій", "ої", "ою", "ого", "ому", "их", "им", "ими", "у")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?(?:-?[^\W\d_]{1,4}\b)?|[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*|\S")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Glossed:
    """The Russian words as one text. `starts` are where each begins in it, `spans` the characters
    of the Ukrainian text that each stands for, `places` the Ukrainian names of places by their
    Russian ones."""

    text: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    places: Mapping[str, str]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the Ukrainian text behind characters [start, end) of the Russian."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, end - 1) - 1, first)
        return self.spans[first][0], max(span[1] for span in self.spans[first : last + 1])


def glossed(text: str) -> Glossed:
    """Word by word; signs and line ends stay where they are."""
    words = [_Word(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    length, last = 0, 0
    places: dict[str, str] = {}
    for russian, span in _russian(words, places):
        gap = _gap(text[last : span[0]], russian, bool(pieces))
        starts.append(length + len(gap))
        spans.append(span)
        pieces.append(gap + russian)
        length += len(pieces[-1])
        last = max(last, span[1])
    return Glossed("".join(pieces), tuple(starts), tuple(spans), places)


def _gap(between: str, russian: str, inside: bool) -> str:
    """What parts two words: the line end or the space that was there, or a space that is needed."""
    if "\n" in between:
        return "\n"
    return " " if between or (inside and russian[0].isalnum()) else ""


def _russian(
    words: Sequence[_Word], places: dict[str, str]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Russian words with the characters that they stand for; names of places are noted."""
    index = 0
    while index < len(words):
        count, ours = _phrase_at(words, index) or _place_at(words, index, places) or (1, ())
        word = words[index]
        russian = ours or _with(words, index) or _by_word(words, index)
        span = (word.start, words[index + count - 1].end)
        yield from ((_as_written(part, word.text), span) for part in russian)
        index += count


def _with(words: Sequence[_Word], index: int) -> tuple[str, ...]:
    """ "З" is "with" before an instrumental, "from" before a genitive."""
    after = folded(words[index + 1].text) if index + 1 < len(words) else ""
    said = folded(words[index].text) in _FROM_OR_WITH and after.endswith(_INSTRUMENTAL)
    return ("с",) if said else ()


def _by_word(words: Sequence[_Word], index: int) -> tuple[str, ...]:
    """By the word alone and the preposition before it, or before its adjective."""
    before = words[index - 1].text if index else ""
    if index > 1 and before.endswith(_ADJECTIVAL) and not is_governing(before):
        before = words[index - 2].text
    return tuple(_glossed_word(words[index].text, before).split())


def _glossed_word(word: str, before: str) -> str:
    """The gloss of a word; of one with hyphens ("двоє-троє") part by part."""
    parts = word.split("-")
    return "-".join(gloss(part, before) for part in parts) if all(parts) else word


def _place_at(
    words: Sequence[_Word], index: int, places: dict[str, str]
) -> tuple[int, tuple[str, ...]] | None:
    """A name of a place: with a capital, or of a word that the glossary does not know."""
    word = words[index].text
    if not word[0].isupper() and is_glossed(word):
        return None
    found = place_at([folded(one.text) for one in words[index : index + _LONGEST_NAME]])
    if found is None or (index == 0 and is_glossed(word)):
        return None
    name = found.russian
    places[name] = found.ukrainian
    return 1 + len(found.rest), tuple(name.split())


def _phrase_at(words: Sequence[_Word], index: int) -> tuple[int, tuple[str, ...]] | None:
    for theirs, ours in phrases().get(folded(words[index].text), ()):
        said = [folded(word.text) for word in words[index : index + len(theirs)]]
        if said == list(theirs):
            return len(theirs), ours
    return None


def _as_written(russian: str, source: str) -> str:
    """With a capital if the word has one."""
    return russian[:1].upper() + russian[1:] if source[:1].isupper() else russian
