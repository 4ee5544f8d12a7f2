"""Pieces between Whisper's time tokens."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.engines.whisper_tokens import (
    Piece,
    pieces_of,
    split_at_pauses,
    translations_for,
)

TIMES = 1000


class Letters:
    """Tokens below 1000 are letters, the others times."""

    timestamp_begin = TIMES

    def decode(self, tokens: list[int]) -> str:
        return "".join(chr(token) for token in tokens)


def at(seconds: float) -> int:
    return TIMES + round(seconds / 0.02)


def letters(text: str) -> list[int]:
    return [ord(letter) for letter in text]


def found(*tokens: int, seconds: float = 10.0) -> list[tuple[float, float, str]]:
    return [(p.start, p.end, p.text) for p in pieces_of(tokens, Letters(), seconds)]


def test_each_pair_of_times_holds_a_piece() -> None:
    tokens = [at(0), *letters("yes"), at(1), at(2), *letters("no"), at(3)]
    assert found(*tokens) == [(0.0, 1.0, "yes"), (2.0, 3.0, "no")]


def test_missing_times_come_from_the_neighbours() -> None:
    assert found(*letters("yes"), at(1), *letters("no")) == [(0.0, 1.0, "yes"), (1.0, 10.0, "no")]


def test_no_time_lies_behind_the_end_of_the_clip() -> None:
    assert found(at(0), *letters("yes"), at(29), seconds=4) == [(0.0, 4, "yes")]


def test_nothing_heard_is_no_piece() -> None:
    assert found() == found(at(0), at(30)) == []


@settings(max_examples=80, deadline=None)
@given(
    tokens=st.lists(st.one_of(st.integers(97, 122), st.integers(TIMES, TIMES + 1500))),
    seconds=st.floats(0.1, 30),
)
def test_every_text_token_is_in_one_piece_and_times_are_within_the_clip(
    tokens: list[int], seconds: float
) -> None:
    pieces = pieces_of(tokens, Letters(), seconds)
    kept = [token for piece in pieces for token in piece.tokens]
    assert kept == [token for token in tokens if token < TIMES]
    assert all(0 <= piece.start <= piece.end for piece in pieces)
    assert all(piece.end <= seconds or piece.end == piece.start for piece in pieces)


def piece(start: float, end: float, text: str) -> Piece:
    words = text.split()
    step = (end - start) / max(1, len(words))
    timed = [
        {"word": f" {word}", "start": start + n * step, "end": start + (n + 1) * step}
        for n, word in enumerate(words)
    ]
    return Piece(start, end, [], text, timed)


def test_english_goes_to_the_piece_that_it_overlaps_most_and_only_there() -> None:
    heard = [piece(0, 2, "мама"), piece(2, 6, "это я")]
    english = [piece(0, 1.8, "mum"), piece(1.5, 6, "it is me")]
    assert [[one.text for one in own] for own in translations_for(heard, english)] == [
        ["mum"],
        ["it is me"],
    ]
    assert translations_for([], english) == []


def cut_at(*pauses: float) -> Callable[[float, float], int]:
    """Numbers stretches between pauses, by the middle of a word."""
    return lambda start, end: sum(pause <= (start + end) / 2 for pause in pauses)


def test_a_piece_that_bridges_a_shortened_pause_is_cut_there() -> None:
    cut = split_at_pauses([piece(0, 4, "раз два три четыре")], cut_at(2.0))
    assert [(one.text, one.start, one.end) for one in cut] == [
        ("раз два", 0, 2.0),
        ("три четыре", 2.0, 4.0),
    ]


def test_a_piece_beside_the_pause_stays_whole() -> None:
    whole = piece(0, 2, "раз два")
    assert split_at_pauses([whole], cut_at(2.5)) == [whole]


def test_a_long_gap_between_words_cuts_a_piece() -> None:
    words = [
        {"word": " раз", "start": 0.0, "end": 0.5},
        {"word": " два", "start": 2.0, "end": 2.5},
    ]
    cut = split_at_pauses([Piece(0, 2.5, [], "раз два", words)], cut_at())
    assert [(one.text, one.start, one.end) for one in cut] == [("раз", 0.0, 0.5), ("два", 2.0, 2.5)]
