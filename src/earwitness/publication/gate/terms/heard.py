"""Terms in words that were heard: as they stand, and as a recogniser may have misheard them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from earwitness.publication.gate.terms.commonness import Commonness, commonness
from earwitness.publication.gate.terms.lookalikes import plain_letters
from earwitness.publication.gate.terms.name_terms import Term
from earwitness.publication.gate.terms.surroundings import is_given_name
from earwitness.records.gate import HeardWord, Hit, Severity
from earwitness.runtime.russian.transliteration import skeleton
from earwitness.runtime.russian.words import is_known

LEAST_NEAR = 7
"""Letters of a skeleton that may be one letter off. Estimate: shorter names have neighbours among
all words."""


class NearNames:
    """Names that are one letter away: changed, lost or too much, but never the first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        found: defaultdict[str, dict[tuple[str, Term], None]] = defaultdict(dict)
        for term in terms:
            for one in term.words[term.anchor].skeletons if len(term.words) == 1 else ():
                if len(one) >= LEAST_NEAR:
                    for less in (one, *_one_less(one)):
                        found[less][one, term] = None
        self._found = {less: tuple(some) for less, some in found.items()}

    def of_word(self, text: str) -> tuple[Term, ...]:
        """Terms of which a word that no dictionary knows may be a misheard form."""
        low = plain_letters(text)
        heard = skeleton(low)
        if len(heard) < LEAST_NEAR - 1 or is_known(low) or commonness(low) is not Commonness.NONE:
            return ()
        near = {
            term: None
            for less in (heard, *_one_less(heard))
            for one, term in self._found.get(less, ())
            if one[0] == heard[0] and abs(len(one) - len(heard)) <= 1
        }
        return tuple(near)


def _one_less(word: str) -> Iterator[str]:
    """The word without one letter, in every way; the first stays (Mor and Fraenkel, 1982)."""
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def as_bytes(words: Sequence[HeardWord]) -> tuple[bytes, list[int]]:
    """Heard words as a text, and where each of them begins; the last entry is its length."""
    starts, whole = [], bytearray()
    for word in words:
        starts.append(len(whole))
        whole += word.text.strip().encode("utf-8", "replace") + b" "
    return bytes(whole), [*starts, len(whole)]


def near_hits(words: Sequence[HeardWord], near: NearNames) -> Iterator[Hit]:
    """Words that may be a name misheard."""
    for place, word in enumerate(words):
        text = word.text.strip(" .,!?…:;\"'«»()-–—")
        if not is_given_name(text.capitalize()):
            for term in near.of_word(text):
                yield Hit(
                    identifier=term.identifier, start=place, end=place + 1,
                    encoding="heard nearly", severity=Severity.POSSIBLE,
                )  # fmt: skip
