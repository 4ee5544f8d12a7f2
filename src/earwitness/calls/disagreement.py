"""Two hearings of a recording aligned by time and words; where they differ, both readings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from earwitness.calls.comparable_words import Comparable, TimedWord, comparable
from earwitness.records.disagreement import Comparison, Dispute, DisputeKind
from earwitness.records.hearing import Segment, Turn

SHARED_SILENCE_MS = 500
"""Where neither hearing has a word for so long, they are cut apart: recognisers differ by up to
0.3 s in when a word begins (T-one's own figure of its delay). Estimate."""

MOST_WORDS = 400
"""In one stretch; without a shared silence it is cut here, so that long talk costs time in
proportion to its length."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    leading: tuple[Comparable, ...]
    second: tuple[Comparable, ...]


def compare(
    turns: Sequence[Turn],
    second: Sequence[Segment],
    *,
    turns_digest: str,
    recogniser: str,
    model: str,
) -> Comparison:
    """The leading turns of one recording against what a second recogniser heard in it."""
    disputes: list[Dispute] = []
    words = 0
    for channel in sorted({turn.channel for turn in turns} | {one.channel for one in second}):
        leading = comparable(list(_words_of_turns(turns, channel)))
        heard = comparable(list(_words_of_segments(second, channel)))
        words += sum(len(one.words) for one in leading)
        for stretch in _stretches(leading, heard):
            disputes.extend(_disputes(stretch, turns, channel))
    disputes.sort(key=lambda one: (one.turn, one.start_ms))
    disputed = sum(len(one.text.split()) for one in disputes)
    added = sum(len(one.other.split()) for one in disputes if not one.text)
    return Comparison(
        turns_digest=turns_digest,
        recogniser=recogniser,
        model=model,
        words=words,
        disputed=disputed,
        added=added,
        disputes=tuple(disputes),
    )


def _words_of_turns(turns: Sequence[Turn], channel: int) -> Iterator[TimedWord]:
    for place, turn in enumerate(turns):
        if turn.channel != channel:
            continue
        if not turn.words:  # handed in: the turn's time is all there is, shared among its words
            yield from _spread(turn.text.split(), turn.start_ms, turn.end_ms, place)
        for number, word in enumerate(turn.words):
            yield TimedWord(
                text=word.text, start_ms=word.start_ms, end_ms=word.end_ms, turn=place, word=number
            )


def _words_of_segments(segments: Sequence[Segment], channel: int) -> Iterator[TimedWord]:
    for segment in segments:
        if segment.channel != channel:
            continue
        if not segment.words:
            yield from _spread(segment.text.split(), segment.start_ms, segment.end_ms, -1)
        for word in segment.words:
            yield TimedWord(text=word.text, start_ms=word.start_ms, end_ms=word.end_ms)


def _spread(texts: Sequence[str], start_ms: int, end_ms: int, turn: int) -> Iterator[TimedWord]:
    length = end_ms - start_ms
    for place, text in enumerate(texts):
        yield TimedWord(
            text=text,
            start_ms=start_ms + length * place // len(texts),
            end_ms=start_ms + length * (place + 1) // len(texts),
            turn=turn,
        )


def _stretches(leading: Sequence[Comparable], second: Sequence[Comparable]) -> Iterator[_Stretch]:
    """Neighbouring words of both, cut where both are silent."""
    both = sorted(
        [(one, True) for one in leading] + [(one, False) for one in second],
        key=lambda pair: (pair[0].start_ms, pair[0].end_ms),
    )
    own: tuple[list[Comparable], list[Comparable]] = ([], [])
    until = 0
    for one, is_leading in both:
        silent = one.start_ms - until >= SHARED_SILENCE_MS
        if any(own) and (silent or len(own[0]) + len(own[1]) >= MOST_WORDS):
            yield _Stretch(tuple(own[0]), tuple(own[1]))
            own = ([], [])
        own[0 if is_leading else 1].append(one)
        until = max(until, one.end_ms)
    if any(own):
        yield _Stretch(tuple(own[0]), tuple(own[1]))


def _disputes(stretch: _Stretch, turns: Sequence[Turn], channel: int) -> Iterator[Dispute]:
    for first, second in _differing(stretch):
        if not first:
            yield _only_second(second, turns, channel)
            continue
        for turn in dict.fromkeys(word.turn for one in first for word in one.words):
            own = [word for one in first for word in one.words if word.turn == turn]
            yield Dispute(
                turn=turn,
                start_ms=own[0].start_ms,
                end_ms=own[-1].end_ms,
                text=" ".join(word.text for word in own),
                other=_text(second),
                kind=_kind(first, second),
                first_word=own[0].word,
                last_word=own[-1].word,
            )


def _differing(
    stretch: _Stretch,
) -> Iterator[tuple[tuple[Comparable, ...], tuple[Comparable, ...]]]:
    """Runs of words that the two do not share; pairs of single words where they pair."""
    codes = Levenshtein.opcodes(
        [one.form for one in stretch.leading], [one.form for one in stretch.second]
    )
    run: tuple[list[Comparable], list[Comparable]] = ([], [])
    for code in codes:
        if code.tag == "equal":
            yield from _paired(run)
            run = ([], [])
            continue
        run[0].extend(stretch.leading[code.src_start : code.src_end])
        run[1].extend(stretch.second[code.dest_start : code.dest_end])
    yield from _paired(run)


def _paired(
    run: tuple[list[Comparable], list[Comparable]],
) -> Iterator[tuple[tuple[Comparable, ...], tuple[Comparable, ...]]]:
    leading, second = run
    if len(leading) == len(second):
        yield from (((one,), (other,)) for one, other in zip(leading, second, strict=True))
    elif _text(leading).replace(" ", "").lower() != _text(second).replace(" ", "").lower():
        yield tuple(leading), tuple(second)  # else the same letters, cut into other words


def _only_second(second: Sequence[Comparable], turns: Sequence[Turn], channel: int) -> Dispute:
    start, end = second[0].start_ms, second[-1].end_ms
    own = [place for place, turn in enumerate(turns) if turn.channel == channel]
    nearest = min(
        own or range(len(turns)),
        key=lambda place: max(turns[place].start_ms - end, start - turns[place].end_ms),
        default=-1,
    )
    return Dispute(
        turn=nearest,
        start_ms=start,
        end_ms=end,
        text="",
        other=_text(second),
        kind=DisputeKind.ONLY_SECOND,
    )


def _kind(leading: Sequence[Comparable], second: Sequence[Comparable]) -> DisputeKind:
    if any(one.number for one in (*leading, *second)):
        return DisputeKind.NUMBER
    if not second:
        return DisputeKind.ONLY_LEADING
    if [one.lemma for one in leading] == [one.lemma for one in second]:
        return DisputeKind.ENDING
    return DisputeKind.WORD


def _text(parts: Sequence[Comparable]) -> str:
    return " ".join(word.text for one in parts for word in one.words)
