"""Names and protected terms at the places where they may begin."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from earwitness.publication.gate.terms.abbreviations import abbreviated_span
from earwitness.publication.gate.terms.commonness import Commonness, is_service
from earwitness.publication.gate.terms.folding import Folded
from earwitness.publication.gate.terms.letters import run_at, text_after, text_before, visible
from earwitness.publication.gate.terms.lookalikes import plain_letters
from earwitness.publication.gate.terms.name_terms import (
    SHORT,
    Term,
    TermTable,
    TermWord,
    beginnings_of,
    whole_words_of,
)
from earwitness.publication.gate.terms.name_words import ALIKE, LATIN, Reading, WordReader
from earwitness.publication.gate.terms.other_words import APART as LETTERS_APART
from earwitness.publication.gate.terms.other_words import BROKEN, is_written_as
from earwitness.publication.gate.terms.split_words import (
    APART,
    SplitWord,
    is_broken_after,
    split_words,
)
from earwitness.publication.gate.terms.surroundings import (
    is_beside_name,
    is_in_noise,
    is_inside_sentence,
)
from earwitness.records.gate import Hit, Severity

_TOKEN = re.compile(
    rf"{LETTERS_APART}|\d+(?:-?[а-яёіїє]{{1,3}}(?![а-яёіїє])|(?:st|nd|rd|th|-[a-z]{{1,3}})(?![a-z]))?"
    rf"|[^\W_]+(?:(?:['’ʼ]|{BROKEN})[^\W_]+)*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MOST_BETWEEN = 6
"""Signs between two words of one term. Estimate."""
SHORT_IN_NOISE = 6
"""Latin letters that come about by chance where letters are drawn at random. Estimate: five given
letters stand once in twelve million, and a case has hundreds of names of several spellings."""
_MOST_IN_ANY_ORDER = 3
"""Words of a name that are found in any order."""
_ADJECTIVE = re.compile(
    r"[а-яёіїє’'-]{3,}(?:ая|яя|ой|ей|ую|юю|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ої|ій|а|у)", re.I
)
_MOST_ADJECTIVES = 2
"""Between a unit's number and its kind: "64-я отдельная мотострелковая бригада". Estimate."""


class NameSearch:
    """Finds names and protected terms."""

    has_blanks = False

    def __init__(self, table: TermTable) -> None:
        self._table = table
        self._words = WordReader(table)

    def beginnings(self) -> Iterator[tuple[bytes, "NameSearch"]]:
        """Patterns at the begin of words."""
        for term in self._table.terms:
            if not term.is_short:
                for one in beginnings_of(term.words[term.anchor]):
                    yield one, self

    def whole_words(self) -> Iterator[tuple[bytes, "NameSearch"]]:
        """Patterns that stand alone."""
        for term in self._table.terms:
            for one in whole_words_of(term.words[term.anchor]):
                yield one, self

    def hits(self, folded: Folded, start: int, end: int) -> Iterator[Hit]:
        """What begins with these letters."""
        begin, raw = run_at(folded, start)
        if begin + len(raw) > folded.at[end - 1]:
            found = self._words.read(raw)
            for reading in found:
                yield from self._judged(folded.data, begin, begin + reading.length, reading)
            after = folded.apart.find(1, start + 1)
            if found or not is_broken_after(folded, after):
                return
            end = after + 1
        for split in split_words(folded, start, end):
            found = self._words.read(split.word.encode())
            for reading in found:
                yield from _split_hits(folded.data, split, reading)
            if found:
                return

    def _judged(self, data: bytes, begin: int, end: int, reading: Reading) -> Iterator[Hit]:
        """A hit, if the word counts where it stands."""
        span = _whole_span(data, begin, end, reading.term)
        severity = None if span is None else _severity(data, begin, end, reading, span)
        if span is not None and severity is not None:
            yield Hit(
                identifier=reading.term.identifier, start=span[0], end=span[1],
                encoding=reading.encoding, severity=severity,
            )  # fmt: skip


def _split_hits(data: bytes, split: SplitWord, reading: Reading) -> Iterator[Hit]:
    """A hit, if a word of letters that are set apart tells enough."""
    term = reading.term
    span = _whole_span(data, split.start, split.end, term)
    if span is None or term.is_short or (split.encoding != APART and _DIGIT.search(split.word)):
        return
    sure = split.encoding == APART or reading.commonness is Commonness.NONE
    telling = (sure and len(split.word) > SHORT) or len(term.words) > 1 or term.is_protected
    if telling:
        yield Hit(
            identifier=term.identifier, start=span[0], end=span[1],
            encoding=split.encoding, severity=split.severity,
        )  # fmt: skip


def _severity(
    data: bytes, begin: int, end: int, reading: Reading, span: tuple[int, int]
) -> Severity | None:
    """How sure it is of a word, and of the `span` of the whole term; None if it is likelier no name
    here."""
    term, word = reading.term, visible(data[begin:end].decode("utf-8", "replace"))
    if term.is_protected:
        return Severity.CERTAIN
    capital = word[:1].isupper()
    if len(term.words) > 1:
        if reading.commonness is Commonness.NONE:
            return Severity.CERTAIN
        if capital:
            return Severity.LIKELY
        # "король Серёга" is a king; "серёга король" may be anything
        whole = data[span[0] : span[1]].decode("utf-8", "replace")
        is_doubtful = reading.commonness is Commonness.WORD and not whole.islower()
        return None if is_doubtful else Severity.POSSIBLE
    is_short = (
        term.is_short
        or (reading.encoding == LATIN and len(word) <= SHORT)
        or is_service(term.words[0].text.lower())
    )
    if is_short or reading.commonness is Commonness.WORD:
        if capital and is_beside_name(data, begin, end):
            return Severity.LIKELY
        if is_short or not capital or word.isupper():
            return None
        latin = reading.encoding == LATIN  # English headings have capitals in every word
        return Severity.POSSIBLE if is_inside_sentence(data, begin, after_small=latin) else None
    if reading.commonness is Commonness.SMALL:
        return Severity.LIKELY if capital else None
    if reading.encoding in {LATIN, ALIKE}:
        if len(word) <= SHORT_IN_NOISE and is_in_noise(data, begin, end):
            return None
        return Severity.LIKELY if capital or len(plain_letters(word)) > 6 else Severity.POSSIBLE
    return Severity.CERTAIN if capital else Severity.LIKELY


def _whole_span(data: bytes, begin: int, end: int, term: Term) -> tuple[int, int] | None:
    """Bytes of the whole term, its other words beside the anchor included; None if they are not
    there."""
    if len(term.words) == 1:
        return begin, end
    if term.is_abbreviated:
        return abbreviated_span(data, begin, end, term)
    span = _in_order(data, begin, end, term)
    if span is None and _has_any_order(term):
        others = [word for n, word in enumerate(term.words) if n != term.anchor]
        orders = (
            (order[:cut], order[cut:])
            for order in permutations(others)
            for cut in range(len(others) + 1)
        )
        spans = (_beside(data, begin, end, left, right) for left, right in orders)
        span = next((one for one in spans if one is not None), None)
    return span


def _has_any_order(term: Term) -> bool:
    movable = not term.is_protected or any(one.is_generic or one.is_number for one in term.words)
    return movable and len(term.words) <= _MOST_IN_ANY_ORDER


def _in_order(data: bytes, begin: int, end: int, term: Term) -> tuple[int, int] | None:
    return _beside(data, begin, end, term.words[: term.anchor], term.words[term.anchor + 1 :])


def _beside(
    data: bytes, begin: int, end: int, left: Sequence[TermWord], right: Sequence[TermWord]
) -> tuple[int, int] | None:
    room = 60 * (len(left) + len(right) + _MOST_ADJECTIVES)
    before, after = text_before(data, begin, room), text_after(data, end, room)
    place = len(before)
    for word in reversed(left):
        found = _place_before(before, place, word)
        if found is None:
            return None
        place = found
    start = begin - len(before[place:].encode())
    place = 0
    for word in right:
        token = _TOKEN.search(after, place)
        if token is None or token.start() - place > _MOST_BETWEEN:
            return None
        if not is_written_as(word, token.group(), is_before=False):
            return None
        place = token.end()
    return start, end + len(after[:place].encode())


def _place_before(before: str, place: int, word: TermWord) -> int | None:
    """Where a form of the word begins that stands right before a place; None if none does. Between
    a number and what it counts, adjectives may stand."""
    skipped = _MOST_ADJECTIVES if word.is_number else 0
    for token in reversed(list(_TOKEN.finditer(before, 0, place))):
        if place - token.end() > _MOST_BETWEEN:
            return None
        if is_written_as(word, token.group(), is_before=True):
            return token.start()
        if not skipped or not _ADJECTIVE.fullmatch(token.group()):
            return None
        place, skipped = token.start(), skipped - 1
    return None
