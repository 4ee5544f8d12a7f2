"""Does a translation look like one: its length, its letters, its repetitions?"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from earwitness.records.translation import DoubtKind, TranslationDoubt

LEAST_RATIO, MOST_RATIO = 0.4, 3.0
"""English characters for one of the source. In the truth of the fictional archive sentences of
20 characters and more lie between 0.69 and 1.76."""

SHORTEST_COMPARED = 20
"""Characters of the source; short ones differ by chance ("Да." and "Yes, speaking.")."""

FOREIGN_SHARE = 0.3
"""Share of letters outside Latin from which on a sentence is not translated. Estimate."""

MOST_REPEATS = 4
"""The same one to six words so often in a row are a loop, unless the source repeats as well.
Estimate: people say a word three times."""

LONGEST_REPEATED = 6
_SHOWN = 60

FILLERS = frozenset(["а", "и", "ну", "вот", "э", "эм", "ммм", "і", "й", "от", "так"])
"""Words that English leaves out where they stand alone. Own list."""


def shape_doubts(text: str, english: str) -> list[TranslationDoubt]:
    """Untranslated, far too short or long, or in a loop."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or (FILLERS.issuperset(words) and not english.strip()):
        return []
    if not english.strip():
        return [
            _doubt(
                DoubtKind.UNTRANSLATED,
                text,
                "",
                "There is no English here; it may stand beside a neighbour.",
            )
        ]
    return list(_doubts(text, english))


def _doubts(text: str, english: str) -> Iterator[TranslationDoubt]:
    letters = [character for character in english if character.isalpha()]
    foreign = sum("LATIN" not in unicodedata.name(character, "") for character in letters)
    if letters and foreign > FOREIGN_SHARE * len(letters):
        yield _doubt(DoubtKind.UNTRANSLATED, "", english, "Much of it is not in Latin letters.")
    loop = repeated(english)
    if loop and not repeated(text):
        yield _doubt(DoubtKind.REPETITION, "", loop, "The English repeats itself.")
    ratio = len(english) / len(text)
    if len(text) >= SHORTEST_COMPARED and ratio < LEAST_RATIO:
        yield _doubt(DoubtKind.TOO_SHORT, "", "", f"{ratio:.1f} times as long as the source.")
    if max(len(text), len(english) / MOST_RATIO) >= SHORTEST_COMPARED and ratio > MOST_RATIO:
        yield _doubt(DoubtKind.TOO_LONG, "", "", f"{ratio:.1f} times as long as the source.")


def _doubt(kind: DoubtKind, source: str, english: str, detail: str) -> TranslationDoubt:
    return TranslationDoubt(
        kind=kind, source=source[:_SHOWN], translation=english[:_SHOWN], detail=detail
    )


def repeated(text: str) -> str:
    """What is repeated in a row more often than people do; "" if nothing is."""
    words = [word.strip(".,!?…;:\"'«»").lower() for word in text.split()]
    words = [word for word in words if word]
    for size in range(1, LONGEST_REPEATED + 1):
        for start in range(len(words) - size * MOST_REPEATS + 1):
            if _repeats(words, start, size):
                return " ".join(words[start : start + size])
    return ""


def _repeats(words: Sequence[str], start: int, size: int) -> bool:
    return all(
        words[start + step] == words[start + step - size]
        for step in range(size, size * MOST_REPEATS)
    )
