"""A text as words with offsets, cut into sentences; what the dictionary says of each word."""

import re
from dataclasses import dataclass
from functools import lru_cache

from earwitness.runtime.morphology import LONGEST_WORD, analyser, parses

# "917-й", "200х", "10", "1.5"; else letters with inner hyphens; else one sign.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)?(?:-?[а-яё]{1,4}\b)?|[^\W\d_]+(?:-[^\W\d_]+)*|\S", re.IGNORECASE
)
_SENTENCE_END = frozenset(".!?…\n")
_ABBREVIATIONS = frozenset(["чел", "тыс", "ул", "обл", "руб", "кв", "им", "гв"])
# "Командир сбежал, представляешь?" tells, it does not ask.
_TAGS = frozenset(
    [
        "представляешь",
        "понимаешь",
        "прикинь",
        "да",
        "знаешь",
        "слышишь",
        "ага",
        "понял",
        "поняла",
        "ясно",
    ]
)
# A sentence is cut here, so that a text without punctuation costs time in proportion to its length.
_LONGEST_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign; `start` and `end` are character offsets, `low` is lower case, ё as е."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.low[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital and not all in capitals."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: dictionary form (ё as е), part of speech, grammemes."""

    lemma: str
    part: str
    grammemes: frozenset[str]
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence without the sign that ends it; `question` if it asks."""

    tokens: tuple[Token, ...]
    question: bool = False


@lru_cache(maxsize=100_000)
def readings(low: str) -> tuple[Reading, ...]:
    """Readings of a lower-case word, likeliest first; none for digits, signs and noise."""
    if not low[:1].isalpha() or len(low) > LONGEST_WORD:
        return ()
    return tuple(
        Reading(
            str(parse.normal_form).replace("ё", "е"),
            str(parse.tag.POS or ""),
            frozenset(parse.tag.grammemes),
            float(parse.score),
        )
        for parse in parses(low)
    )


@lru_cache(maxsize=50_000)
def is_known(low: str) -> bool:
    """Whether the dictionary lists a word; for all others the analyser guesses readings."""
    return bool(analyser().word_is_known(low))


def tokenise(text: str) -> tuple[Token, ...]:
    """Words and signs of a text in order."""
    return tuple(
        Token(match[0], match[0].lower().replace("ё", "е"), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


def _asks(tokens: list[Token], sign: str) -> bool:
    """Whether a sentence is a question: "?" not after a mere "представляешь?", or "… ли …"."""
    lows = [token.low for token in tokens]
    if "ли" in lows[1:] and lows[lows.index("ли") - 1] not in {
        "то",
        "вряд",
        "едва",
        "видите",
        "видишь",
    }:
        return True
    return sign == "?" and not (len(lows) > 2 and lows[-2] == "," and lows[-1] in _TAGS)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut a text at . ! ? … and line ends.

    A full stop after an abbreviation ("чел. двести") ends nothing. Text without
    punctuation, as some recognisers give it, is one sentence.
    """
    tokens = tokenise(text)
    found: list[Sentence] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text in _SENTENCE_END:
            if token.text == "." and current and current[-1].low in _ABBREVIATIONS:
                continue
            if current:
                found.append(Sentence(tuple(current), _asks(current, token.text)))
            current = []
            continue
        current.append(token)
        gap = text[token.end : following.start] if following is not None else ""
        if "\n" in gap or len(current) >= _LONGEST_SENTENCE:
            found.append(Sentence(tuple(current), _asks(current, "")))
            current = []
    if current:
        found.append(Sentence(tuple(current), _asks(current, "")))
    return tuple(found)
