"""What every sentence encoder must do; each encoder's test subclasses `SentenceEncoderContract`."""

import numpy as np

from earwitness.claims.ports import SentenceEncoder

TEXTS = (
    "Нам нечего есть, воды нет.",
    "Мама купила новый диван.",
    "Нам нечего есть, и воды нет совсем.",
    "😀",
)


class SentenceEncoderContract:
    """Subclasses define a fixture `encoder`."""

    def test_rows_are_unit_vectors_in_the_order_of_the_texts(
        self, encoder: SentenceEncoder
    ) -> None:
        found = encoder.encode(TEXTS)
        assert found.shape == (4, encoder.size) and found.dtype == np.float32
        assert np.allclose(np.linalg.norm(found[:3], axis=1), 1, atol=1e-4)
        assert found[0] @ found[2] > found[0] @ found[1]

    def test_a_text_is_read_alike_alone_and_among_others(self, encoder: SentenceEncoder) -> None:
        many = [*TEXTS, "слово " * 400, *TEXTS]
        alone = np.concatenate([encoder.encode([text]) for text in many])
        assert np.allclose(encoder.encode(many), alone, atol=1e-4)

    def test_nothing_to_read_is_a_row_of_zeros(self, encoder: SentenceEncoder) -> None:
        assert encoder.encode([]).shape == (0, encoder.size)
        found = encoder.encode(["", " \n\t", TEXTS[0]])
        assert not found[:2].any() and found[2].any()

    def test_foreign_text_gives_numbers(self, encoder: SentenceEncoder) -> None:
        found = encoder.encode(["\x00\u202e\ufffd", "🙂" * 5000, "ы" * 100_000, "mixed Слово 12,5"])
        assert np.isfinite(found).all()

    def test_it_says_what_it_is(self, encoder: SentenceEncoder) -> None:
        assert encoder.name and encoder.version and encoder.resource in {"io", "cpu", "gpu"}
