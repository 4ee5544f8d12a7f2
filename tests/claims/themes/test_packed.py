"""Vectors in little room."""

import numpy as np
import pytest

from earwitness.claims.themes.packed import packed, packed_values


def test_a_cosine_stays_what_it_was_to_a_hundredth() -> None:
    chance = np.random.default_rng(4)
    vectors = chance.standard_normal((400, 512)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = vectors + 0.03 * chance.standard_normal(vectors.shape).astype(np.float32)
    both = np.concatenate([vectors, near / np.linalg.norm(near, axis=1, keepdims=True)])
    again = packed_values(packed(both), len(both)).astype(np.float32)
    again /= np.linalg.norm(again, axis=1, keepdims=True)
    assert np.abs(both @ both.T - again @ again.T).max() < 0.01


def test_a_turn_without_words_stays_like_nothing() -> None:
    assert not packed_values(packed(np.zeros((2, 8), np.float32)), 2).any()


def test_other_rows_than_were_packed_are_refused() -> None:
    with pytest.raises(ValueError):
        packed_values(packed(np.ones((2, 8), np.float32)), 3)


def test_nothing_is_nothing() -> None:
    assert packed_values(packed(np.zeros((0, 512), np.float32)), 0).shape == (0, 0)
