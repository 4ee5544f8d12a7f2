"""English in clauses, with the time that each takes by its share of characters."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from earwitness.calls.translation.sentences import sentences_of
from earwitness.calls.translation.tying import Timed
from earwitness.records.hearing import TimedEnglish

_CLAUSE_END = re.compile(r"[,;:]\s+|\s(?=[-–—]\s)")

SAME_IN_A_ROW, LONGEST_CYCLE = 3, 4
"""English clauses, or cycles of so many, that stand so often in a row are a loop: it stays in one
piece. Estimate: people say a thing twice."""


def clauses_of(piece: TimedEnglish) -> Iterator[Timed]:
    """The clauses of a piece of English in order; `ends` with the last of each sentence."""
    a_character = (piece.end_ms - piece.start_ms) / max(1, len(piece.text))
    for sentence in sentences_of(piece.text):
        ends = [match.end() for match in _CLAUSE_END.finditer(sentence.text)]
        for start, end in pairwise([0, *ends, len(sentence.text)]):
            if text := sentence.text[start:end].strip():
                yield Timed(
                    text,
                    piece.start_ms + a_character * (sentence.start + start),
                    piece.start_ms + a_character * (sentence.start + end),
                    ends=end == len(sentence.text),
                )


def without_loops(clauses: Sequence[Timed]) -> list[Timed]:
    """The same English, each loop as one clause, so that it is not dealt out to its neighbours."""
    words = [re.sub(r"\W+", " ", clause.text.lower()).strip() for clause in clauses]
    kept: list[Timed] = []
    at = 0
    while at < len(clauses):
        end = max(_loop_end(words, at, cycle) for cycle in range(1, LONGEST_CYCLE + 1))
        own = clauses[at:end]
        text = " ".join(clause.text for clause in own)
        kept.append(Timed(text, own[0].start_ms, own[-1].end_ms, own[-1].ends))
        at = end
    return kept


def _loop_end(words: Sequence[str], at: int, cycle: int) -> int:
    end = at + cycle
    while end < len(words) and words[end] == words[end - cycle]:
        end += 1
    return end if end - at >= SAME_IN_A_ROW * cycle else at + 1
