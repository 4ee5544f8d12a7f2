"""Notes that people wrote: quotes of some words, whatever their spacing and case."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from earwitness.publication.gate.terms.folding import Folded, fold_text
from earwitness.publication.gate.terms.letters import first_byte, text_after, text_before
from earwitness.records.gate import Hit, Identifier, Severity

WORDS, LETTERS = 5, 20
"""A quote counts from so many words with so many letters on. Estimate: fewer are found by chance
in any text."""
LONG_LETTERS, LONG_WORDS = 25, 3
"""Or from so many letters on, in at least so many words. Estimate."""
SURE_LETTERS = 35
"""Letters of a quote that does not come about by chance. Estimate."""
SHORT_NOTE = 10
"""Letters of a whole note that is looked for though it has fewer words. Estimate."""
MOST_WORDS = 5_000
"""Words of one note that are looked for. Estimate."""
ANCHOR = 16
"""Letters by which a quote is looked for before it is compared. Estimate."""

_WORD_BEFORE = re.compile(r"[^\W_][,;]?[ \t\u00a0]+[\"«(]?\Z")
_WORD_AFTER = re.compile(r"[\"»)]?[,;]?[ \t\u00a0]+[^\W_]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Shingle:
    """Some words of a note. `following` are the letters after them in the note. `is_short`: it is a
    whole note of few words, which anybody may say in a sentence."""

    identifier: Identifier
    letters: bytes
    following: bytes
    is_whole: bool
    is_short: bool = False


class NoteSearch:
    """Finds quotes of notes."""

    has_blanks = True

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        found: defaultdict[bytes, list[Shingle]] = defaultdict(list)
        for identifier in identifiers:
            for shingle in shingles(identifier):
                found[shingle.letters[:ANCHOR]].append(shingle)
        self._found = dict(found)

    def beginnings(self) -> Iterator[tuple[bytes, "NoteSearch"]]:
        """Patterns at the begin of words."""
        for anchor in self._found:
            yield anchor, self

    def hits(self, folded: Folded, start: int, end: int) -> Iterator[Hit]:
        """The longest quote that begins here."""
        for shingle in self._found.get(folded.letters[start:end], ()):
            size = len(shingle.letters)
            if folded.letters[start : start + size] != shingle.letters:
                continue
            if shingle.is_short and not _stands_alone(folded, start, start + size):
                continue
            more = folded.letters[start + size : start + size + len(shingle.following)]
            size += _common(more, shingle.following)
            sure = shingle.is_whole or size >= SURE_LETTERS
            yield Hit(
                identifier=shingle.identifier,
                start=first_byte(folded, start),
                end=int(folded.at[start + size - 1]) + 1,
                encoding="quoted",
                severity=Severity.LIKELY if sure else Severity.POSSIBLE,
            )


def shingles(identifier: Identifier) -> Iterator[Shingle]:
    """Every run of words that is long enough to count as a quote."""
    words = [one for w in _WORD.findall(identifier.value)[:MOST_WORDS] if (one := fold_text(w))]
    whole = b"".join(words)
    place, told = 0, False
    for first, word in enumerate(words):
        letters = b""
        for count, following in enumerate(words[first : first + 2 * WORDS], start=1):
            letters += following
            if _is_enough(count, len(letters)):
                rest = whole[place + len(letters) :]
                yield Shingle(identifier, letters, rest, is_whole=not rest and not place)
                told = True
                break
        place += len(word)
    if not told and len(whole) >= SHORT_NOTE and len(words) > 1:
        yield Shingle(identifier, whole, b"", is_whole=True, is_short=True)


def _stands_alone(folded: Folded, start: int, stop: int) -> bool:
    """Whether letters are a line, a cell or a string of their own: no word goes on beside them."""
    begin, end = first_byte(folded, start), int(folded.at[stop - 1]) + 1
    before, after = text_before(folded.data, begin, 40), text_after(folded.data, end, 40)
    return not (_WORD_BEFORE.search(before) or _WORD_AFTER.match(after))


def _is_enough(words: int, letters: int) -> bool:
    return (words >= WORDS and letters >= LETTERS) or (
        words >= LONG_WORDS and letters >= LONG_LETTERS
    )


def _common(left: bytes, right: bytes) -> int:
    size = min(len(left), len(right))
    while left[:size] != right[:size]:
        size = next(n for n in range(size) if left[n] != right[n])
    return size
