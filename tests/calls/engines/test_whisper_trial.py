"""What a trial on a card does is real decoding, of as many tokens as it says."""

from faster_whisper import WhisperModel

from earwitness.calls.engines.whisper_tokens import CONTEXT, length_for
from earwitness.calls.engines.whisper_trial import TOKENS, seconds_on_card, trial
from earwitness.runtime.models.store import require


def base() -> WhisperModel:
    return WhisperModel(
        str(require("whisper-base").path), device="cpu", cpu_threads=1, local_files_only=True
    )


def test_every_window_of_a_trial_is_decoded_to_the_same_number_of_tokens() -> None:
    hear = trial(base(), beam_size=1)
    assert hear(1) == [TOKENS], "or less is decoded than a clip of fast speech may need"
    assert hear(3) == [TOKENS] * 3


def test_no_more_is_asked_for_than_the_context_of_whisper_holds() -> None:
    assert length_for(10) == 20 and length_for(1_000) == CONTEXT


def test_where_no_driver_tells_of_memory_the_least_is_tried() -> None:
    assert seconds_on_card(base(), beam_size=1) in (30, 60, 120, 180)
