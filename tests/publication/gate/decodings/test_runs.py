"""Runs of one alphabet are found as a pattern would find them."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.gate.decodings.runs import Alphabet, counted

LETTERS = b"abc/"
PIECES = st.lists(
    st.tuples(st.sampled_from([b"a", b"b/", b" ", b"\xd0", b"."]), st.integers(1, 40)), max_size=12
)


@given(PIECES)
def test_all_long_runs_are_found_from_end_to_end(pieces: list[tuple[bytes, int]]) -> None:
    data = b"".join(piece * count for piece, count in pieces)
    expected = [match.span() for match in re.finditer(b"[abc/]{15,}", data)]
    assert list(Alphabet(LETTERS, 15).runs(data)) == expected


def test_a_run_too_short_to_cover_a_block_is_refused() -> None:
    with pytest.raises(ValueError, match="block"):
        Alphabet(LETTERS, 14)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=10))
def test_ones_are_counted_part_by_part(parts: list[bytes]) -> None:
    ends = np.cumsum([len(part) for part in parts])
    marks = np.frombuffer(bytes(one & 1 for part in parts for one in part), np.uint8)
    starts = np.append(0, ends[:-1])
    expected = [sum(one & 1 for one in part) for part in parts]
    assert counted(marks, starts, ends).tolist() == expected
