"""What every speaker encoder must do; each encoder's test subclasses `SpeakerEncoderContract`."""

import numpy as np

from earwitness.calls.ports import SpeakerEncoder

RATE = 16_000


def sounds(seconds: float = 4.0) -> np.ndarray:
    """Two seconds of one buzz, two of another."""
    time = np.arange(round(seconds * RATE)) / RATE
    pitch = np.where(time < seconds / 2, 240.0, 900.0)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    noise = np.random.default_rng(1).normal(0, 0.01, len(time))
    return (0.2 * np.sin(phase) + 0.1 * np.sin(2 * phase) + noise).astype(np.float32)


class SpeakerEncoderContract:
    """Subclasses define a fixture `encoder`."""

    def test_rows_are_unit_vectors_in_the_order_of_the_spans(self, encoder: SpeakerEncoder) -> None:
        spans = [(0, 1600), (2100, 2600), (200, 1400)]
        found = encoder.embed(sounds(), spans)
        assert found.shape == (3, encoder.size) and found.dtype == np.float32
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
        assert found[0] @ found[2] > found[0] @ found[1]

    def test_a_span_is_heard_alike_alone_and_among_others(self, encoder: SpeakerEncoder) -> None:
        spans = [(0, 1600), (2100, 2600), (200, 1400), (0, 4000)]
        together = encoder.embed(sounds(), spans)
        alone = np.concatenate([encoder.embed(sounds(), [span]) for span in spans])
        assert np.allclose(together, alone, atol=1e-4)

    def test_no_spans_and_the_shortest_ones_are_fine(self, encoder: SpeakerEncoder) -> None:
        assert encoder.embed(sounds(), []).shape == (0, encoder.size)
        short = encoder.embed(sounds(), [(0, 10), (3990, 4000)])
        assert short.shape == (2, encoder.size) and np.isfinite(short).all()

    def test_silence_gives_numbers(self, encoder: SpeakerEncoder) -> None:
        found = encoder.embed(np.zeros(RATE, np.float32), [(0, 1000)])
        assert np.isfinite(found).all()

    def test_it_says_what_it_is(self, encoder: SpeakerEncoder) -> None:
        assert encoder.name and encoder.version and encoder.resource in {"io", "cpu", "gpu"}
