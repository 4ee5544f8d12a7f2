"""The scorer of the speaker benchmark, on cases counted by hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    place = Path(__file__).resolve().parents[2] / "benchmarks" / "diarization_scoring.py"
    spec = importlib.util.spec_from_file_location("diarization_scoring", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TRUTH = [(0, 1000, "anna"), (1000, 2000, "boris")]


@pytest.mark.parametrize(
    ("found", "missed", "false", "confused"),
    [
        ([(0, 1000, "1"), (1000, 2000, "2")], 0, 0, 0),
        ([(0, 1000, "2"), (1000, 2000, "1")], 0, 0, 0),
        ([(0, 2000, "1")], 0, 0, 1),
        ([], 2, 0, 0),
        ([(0, 1500, "1"), (1500, 2500, "2")], 0, 0.5, 0.5),
        ([(0, 1000, "1"), (1000, 2000, "2"), (0, 500, "3")], 0, 0.5, 0),
        ([(0, 1000, "1"), (1000, 2000, "unknown")], 0, 0, 1),
    ],
)
def test_errors_are_those_counted_by_hand(
    scoring: ModuleType,
    found: list[tuple[int, int, str]],
    missed: float,
    false: float,
    confused: float,
) -> None:
    errors = scoring.diarization_errors(TRUTH, found, collar_ms=0)
    parts = (errors.speech, errors.missed, errors.false, errors.confused)
    assert parts == pytest.approx((2, missed, false, confused))
    assert errors.rate == pytest.approx((missed + false + confused) / 2)


def test_two_at_once_count_twice(scoring: ModuleType) -> None:
    truth = [(0, 1000, "anna"), (500, 1000, "boris")]
    errors = scoring.diarization_errors(truth, [(0, 1000, "1")], collar_ms=0)
    assert (errors.speech, errors.missed) == pytest.approx((1.5, 0.5))


def test_a_collar_leaves_the_edges_out(scoring: ModuleType) -> None:
    late = [(0, 1200, "1"), (1200, 2200, "2")]
    assert scoring.diarization_errors(TRUTH, late, collar_ms=0).rate == pytest.approx(0.2)
    collared = scoring.diarization_errors(TRUTH, late, collar_ms=250)
    assert collared.rate == 0 and collared.speech == pytest.approx(1.0)


def test_unknown_is_never_matched_with_a_speaker(scoring: ModuleType) -> None:
    assert scoring.match(TRUTH, [(0, 2000, "unknown")]) == {}
    errors = scoring.diarization_errors(TRUTH, [(0, 2000, "unknown")], collar_ms=0)
    assert errors.unknown == pytest.approx(2) and errors.rate == pytest.approx(1)
