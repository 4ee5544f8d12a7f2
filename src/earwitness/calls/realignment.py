"""Word times survive an edit: edited text is aligned to the words that stood there."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz.distance import LCSseq

from earwitness.records.hearing import Word

FULLER = 1.5
"""Text this many times longer than what it replaces takes the pauses around it too. Estimate."""


LETTERS_PER_DIGIT = 6
"""A digit is said as a word of about so many letters (два, двадцать). Estimate."""


def realign(text: str, old: Sequence[Word], start_ms: int, end_ms: int) -> tuple[Word, ...]:
    """Words of an edited text in a span, in ms, one for each blank-separated piece of it.

    Words that stay (but for case, punctuation, ё and е) keep time and confidence; the longest
    common subsequence tells which (Hunt and Szymanski 1977). What stands for other words (25 for
    "двадцать пять", too) shares their time in proportion to its letters; what is new shares the
    gap. Such words are marked as written by a person. Times never run backwards, nor out of the
    span; a word may have no length where there is no gap.
    """
    tokens = text.split()
    old = _in_order(old, start_ms, end_ms)
    codes = LCSseq.opcodes([plain(word.text) for word in old], [plain(token) for token in tokens])
    words: list[Word] = []
    for code in _joined(codes):
        tag, first, last, begin, end = code
        if tag == "equal":
            pairs = zip(old[first:last], tokens[begin:end], strict=True)
            words += [_kept(word, token) for word, token in pairs]
        elif end > begin:
            before = old[first - 1].end_ms if first else start_ms
            after = old[last].start_ms if last < len(old) else end_ms
            gap = _room(old[first:last], tokens[begin:end], before, after)
            words += share_out(tokens[begin:end], *gap, by_person=True)
    return tuple(words)


def share_out(
    tokens: Sequence[str], start_ms: int, end_ms: int, *, by_person: bool = False
) -> list[Word]:
    """Words that share a span in proportion to their letters. Confidence: 1 of a person, else 0."""
    lengths = [spoken_length(token) for token in tokens]
    total, passed, words = sum(lengths), 0, list[Word]()
    for token, length in zip(tokens, lengths, strict=True):
        begin, passed = passed, passed + length
        words.append(
            Word(
                text=token,
                start_ms=start_ms + (end_ms - start_ms) * begin // total,
                end_ms=start_ms + (end_ms - start_ms) * passed // total,
                confidence=float(by_person),
                by_person=by_person,
            )
        )
    return words


def spoken_length(token: str) -> int:
    """About how many letters it takes to say a word; at least one."""
    own = plain(token)
    return max(1, len(own) + (LETTERS_PER_DIGIT - 1) * sum(c.isdigit() for c in own))


def plain(token: str) -> str:
    """A word as it is compared: lower case, letters and digits only, ё as е."""
    folded = unicodedata.normalize("NFC", token).casefold().replace("ё", "е")
    return "".join(c for c in folded if c.isalnum()) or folded


def _kept(word: Word, token: str) -> Word:
    return Word(
        text=token,
        start_ms=word.start_ms,
        end_ms=word.end_ms,
        confidence=word.confidence,
        by_person=word.by_person,
    )


def _in_order(old: Sequence[Word], start_ms: int, end_ms: int) -> list[Word]:
    """The words inside the span, with times that never run backwards."""
    ordered: list[Word] = []
    last = start_ms
    for word in sorted(old, key=lambda word: (word.start_ms, word.end_ms)):
        begin = min(max(word.start_ms, last), end_ms)
        last = min(max(word.end_ms, begin), end_ms)
        ordered.append(
            Word(
                text=word.text,
                start_ms=begin,
                end_ms=last,
                confidence=word.confidence,
                by_person=word.by_person,
            )
        )
    return ordered


def _joined(codes: Iterable[Any]) -> list[tuple[str, int, int, int, int]]:
    """The steps of an alignment, a removal and the insertion beside it as one replacement."""
    steps: list[tuple[str, int, int, int, int]] = []
    for tag, *place in codes:
        first, last, begin, end = map(int, place)
        if tag != "equal" and steps and steps[-1][0] != "equal":
            _, before, _, start, _ = steps[-1]
            steps[-1] = ("replace", before, last, start, end)
        else:
            steps.append((tag, first, last, begin, end))
    return steps


def _room(
    replaced: Sequence[Word], tokens: Sequence[str], before: int, after: int
) -> tuple[int, int]:
    """The time for new words: of those they replace if they are no fuller, else the whole gap."""
    old = sum(spoken_length(word.text) for word in replaced)
    if replaced and sum(map(spoken_length, tokens)) <= FULLER * old:
        return replaced[0].start_ms, replaced[-1].end_ms
    return before, after
