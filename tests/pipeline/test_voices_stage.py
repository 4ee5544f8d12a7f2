"""From a recording with two voices on one channel to turns with two labels."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from cattrs.errors import BaseValidationError

from earwitness.app import answers, bag_rows
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.pipeline import groups, hear, speech, voices
from earwitness.records.errors import ModelMissing
from earwitness.records.voices import Voices
from earwitness.runtime.models.folders import named_model
from earwitness.runtime.models.store import InstalledModel
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.models import ResultRow
from fakes.detectors import WholeDetector
from fakes.sounds import encode
from fakes.talk import talk

TURNS = [("low", 3.0), ("high", 2.5), ("low", 2.0), ("high", 3.5)] * 2


@pytest.fixture
def received(
    place: Workplace, tmp_path: Path, fake_plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> Workplace:
    """One call with two voices on one channel; engines are fakes, workers this process."""

    def installed(model_id: str) -> InstalledModel:
        return InstalledModel(id=model_id, path=Path("nowhere"), weights_digest="0" * 64)

    def named(name: str, *, beside: Path) -> InstalledModel:
        return installed(name) if name == "resemblyzer" else named_model(name, beside=beside)

    for stage in (hear, speech):
        monkeypatch.setattr(stage, "require", installed)
    monkeypatch.setattr(voices, "named_model", named)
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    monkeypatch.setattr(speech, "_detector", lambda model_file: WholeDetector())
    hear.recogniser_of.cache_clear()
    voices._encoder.cache_clear()
    folder = tmp_path / "received"
    folder.mkdir()
    samples, _ = talk(TURNS)
    encode(folder / "call.wav", (samples * 32767).astype(np.int16)[np.newaxis], rate=16_000)
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    settings = replace(
        place.settings,
        hearing=replace(place.settings.hearing, recogniser="fake"),
        voices=replace(place.settings.voices, encoder="fake"),
    )
    return replace(place, settings=settings)


def test_words_of_a_mono_call_carry_two_voices(received: Workplace) -> None:
    process(received, (), progress=SilentProgress())
    (call,) = answers.list_calls()
    turns = answers.show(call["id"])["turns"]
    labels = [turn["speaker_label"] for turn in turns]
    assert set(labels) == {"voice-1", "voice-2"}
    assert sum(len(turn["words"]) for turn in turns) == 5
    assert verify(received)["ok"]


def test_what_is_stored_names_the_encoder_and_stays_small(received: Workplace) -> None:
    process(received, ("decode", "speech", "voices"), progress=SilentProgress())
    ((_, output),) = results.outputs("voices")
    told = from_json(output, Voices)
    assert (told.encoder, told.encoder_version, told.weights_digest) == (
        "fake-encoder",
        "1",
        "0" * 64,
    )
    assert [voice.speaker_label for voice in told.voices] == ["voice-1", "voice-2"]
    (row,) = ResultRow.objects.filter(stage="voices")
    assert row.provenance["engine"] == "fake-encoder"


def test_without_the_stage_turns_are_as_before(received: Workplace) -> None:
    stages = ("decode", "signals", "speech", "hear", "turns")
    process(received, stages, progress=SilentProgress())
    (call,) = answers.list_calls()
    assert {turn["speaker_label"] for turn in answers.show(call["id"])["turns"]} == {"unknown"}
    again = process(received, (), progress=SilentProgress())
    assert again["voices"] == again["turns"] == (1, 0)
    assert again["hear"] == (0, 0)


def test_a_model_that_is_neither_known_nor_a_folder_is_a_missing_model(received: Workplace) -> None:
    chosen = replace(received.settings.voices, model="no-such-model")
    place = replace(received, settings=replace(received.settings, voices=chosen))
    with pytest.raises(ModelMissing, match="no-such-model"):
        process(place, ("decode", "speech", "voices"), progress=SilentProgress())


def test_a_folder_of_the_users_is_a_model_by_what_lies_in_it(received: Workplace) -> None:
    folder = received.folder.root / "my-encoder"
    folder.mkdir()
    (folder / "encoder.onnx").write_bytes(b"one")
    chosen = replace(received.settings.voices, model="my-encoder")
    place = replace(received, settings=replace(received.settings, voices=chosen))
    stages = ("decode", "speech", "voices")
    assert process(place, stages, progress=SilentProgress())["voices"] == (1, 0)
    assert process(place, stages, progress=SilentProgress())["voices"] == (0, 0)
    (folder / "encoder.onnx").write_bytes(b"two")
    assert process(place, stages, progress=SilentProgress())["voices"] == (1, 0)


def test_voices_of_another_form_do_not_come_in_with_a_bag() -> None:
    with pytest.raises(BaseValidationError):
        bag_rows._refuse_other_forms({"stage": "voices", "output": {"spans": "many"}})
