"""An English text as words with offsets, cut into sentences.

Contractions are two words ("can't" is "can" and "not"), with and without the apostrophe that
recognisers leave out, unless the bare form is a word of its own ("were", "well", "ill").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Numbers with an ending ("27th", "200s"), grouped or decimal ones; words; three dots; else a sign.
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|ths|s)?\b|\d+"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\.\.+|\S",
    re.IGNORECASE,
)
_ENDS = frozenset(".!?\n")
_LINE = re.compile(r"\n")
_SUFFIXES = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would", "'s": "'s",
}  # fmt: skip
_BARE = {
    "dont": 2, "cant": 3, "wont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "arent": 3, "wasnt": 3,
    "werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3, "wouldnt": 5, "couldnt": 5, "shouldnt": 6,
    "aint": 2, "theyre": 4, "youre": 3, "im": 1, "ive": 1, "weve": 2, "theyve": 4, "youve": 3,
    "theyll": 4, "youll": 3, "theres": 5, "thats": 4, "hes": 2, "shes": 3, "whats": 4,
    "everyones": 8, "nobodys": 6, "everybodys": 9, "theyd": 4,
}  # fmt: skip
_SECOND = {
    "t": "not", "nt": "not", "re": "are", "m": "am", "ve": "have", "ll": "will", "s": "'s",
    "d": "would",
}  # fmt: skip
_STEMS = {"wo": "will", "ai": "is", "ca": "can", "sha": "shall"}
_ABBREVIATIONS = frozenset(
    ["mr", "mrs", "dr", "col", "gen", "lt", "capt", "maj", "sgt", "st", "no"]
)
# A sentence is cut here, so that a text without punctuation costs time in proportion to its length.
_LONGEST_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign; `start` and `end` are character offsets.

    `low` is in small letters; of a contraction's second part, the word that it stands for. `glued`
    is set where no blank stands between it and the token before.
    """

    text: str
    low: str
    start: int
    end: int
    glued: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.low[-1].isalpha() and not self.low[0].isdigit()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.low[0].isdecimal()

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital and not all in capitals."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words up to a full stop; `question` if it ends with a question mark."""

    tokens: tuple[Token, ...]
    question: bool


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order. Dots that trail off ("…") are a pause, no end."""
    held: list[Token] = []
    end_before = 0
    for token in _tokens(text):
        broken = held and (
            len(held) >= _LONGEST_SENTENCE
            or (token.start > end_before and _LINE.search(text, end_before, token.start))
        )
        if broken:
            yield Sentence(tuple(held), False)
            held = []
        end_before = token.end
        if token.text in _ENDS and not _is_abbreviation(held, token):
            if held:
                yield Sentence(tuple(held), token.text == "?")
            held = []
            continue
        held.append(token)
    if held:
        yield Sentence(tuple(held), False)


def _is_abbreviation(held: list[Token], stop: Token) -> bool:
    return stop.text == "." and bool(held) and held[-1].low in _ABBREVIATIONS


def _tokens(text: str) -> Iterator[Token]:
    end = -1
    for found in _TOKEN.finditer(text):
        start, word, glued = found.start(), found.group(), found.start() == end
        end = found.end()
        cut = _cut(word) if word[0].isalpha() else 0
        if not cut:
            yield Token(word, word.lower().replace("’", "'"), start, end, glued)
            continue
        first = word[:cut].lower()
        low = _STEMS.get(first, first)
        second = word[cut:].lower().replace("’", "'")
        meant = _SUFFIXES.get(second) or _SECOND.get(second, second)
        yield Token(word[:cut], low, start, start + cut, glued)
        yield Token(word[cut:], meant, start + cut, end, True)


def _cut(word: str) -> int:
    """Where the second word of a contraction begins; 0 if there is none."""
    low = word.lower().replace("’", "'")
    if len(low) != len(word):
        return 0  # a letter whose small form is longer
    if low in _BARE:
        return _BARE[low]
    return next((len(low) - len(s) for s in _SUFFIXES if low.endswith(s) and len(low) > len(s)), 0)
