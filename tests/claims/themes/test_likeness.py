"""Scores: near the examples and far from the rest, counted by hand."""

import numpy as np

from earwitness.claims.themes.likeness import (
    ExampleTheme,
    ThemeVectors,
    scores,
    scores_left_out,
)


def at(*degrees: float) -> np.ndarray:
    angles = np.deg2rad(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def cosine(*degrees: float) -> float:
    return float(np.cos(np.deg2rad(degrees)).mean())


def test_a_score_is_the_mean_cosine_to_examples_less_that_to_others() -> None:
    (found,) = scores(at(10), at(0, 20), at(90, 100, 10))
    assert np.isclose(found, cosine(10, 10) - cosine(0, 80), atol=1e-6)


def test_left_out_means_that_no_sentence_helps_itself() -> None:
    own, foreign = scores_left_out(at(0, 60), at(90, 120))
    assert np.allclose(own, [cosine(60) - cosine(90), cosine(60) - cosine(30)], atol=1e-6)
    assert np.allclose(foreign, [cosine(30) - cosine(30), cosine(60) - cosine(30)], atol=1e-6)


def test_what_passes_says_which_example_it_is_like() -> None:
    theme = ExampleTheme("cold", ("at zero", "at forty"))
    vectors = ThemeVectors(theme, at(0, 40), at(100, 120), threshold=0.2)
    near, far, empty = vectors.like(np.concatenate([at(35, 100), np.zeros((1, 2), np.float32)]))
    assert near is not None and near.example == "at forty"
    assert np.isclose(near.cosine, cosine(5), atol=1e-6)
    assert far is None and empty is None
