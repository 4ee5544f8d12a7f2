"""Signals of a case: stored, shown, and left out of what is heard."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.line_signals import signals_for_show, signals_of
from earwitness.app.processing import process
from earwitness.pipeline.speech import SpeechStage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, problems, results
from fakes.line_tones import Samples, cadence, keys, silence
from fakes.sounds import encode


def as_file(path: Path, *channels: Samples) -> Path:
    length = max(map(len, channels))
    rows = [np.pad(channel, (0, length - len(channel))) for channel in channels]
    return encode(path, (np.stack(rows) * 32767).astype(np.int16))


def taken_in(place: Workplace, *files: Path) -> Workplace:
    take_in(place, files, call_lists=[], delivery="", progress=SilentProgress())
    place = replace(place, settings=replace(place.settings, hearing=replace(
        place.settings.hearing, workers=1)))  # fmt: skip
    process(place, ["decode", "signals"], progress=SilentProgress())
    return place


def test_what_sounds_on_each_channel_is_stored_shown_and_made_once(
    place: Workplace, tmp_path: Path
) -> None:
    rings, number = cadence((425,), 1.0, 4.0, 2), keys("0971")
    path = as_file(tmp_path / "call.wav", rings, np.concatenate([silence(3), number]))
    place = taken_in(place, path)
    (call,) = calls.all_calls()
    (shown,) = signals_for_show(call)["signals"]
    assert shown["sha256"] == call.recordings[0]
    told = [(one["label"], one["channel"], one["keys"]) for one in shown["signals"]]
    assert told == [("ring_back", 0, ""), ("dtmf", 1, "0971")]
    assert [level["channel"] for level in shown["levels"]] == [0, 1]
    again = process(place, ["signals"], progress=SilentProgress())
    assert again["signals"] == (0, 0)
    assert verify(place)["ok"]


def test_speech_is_looked_for_anew_once_signals_are_known(
    place: Workplace, tmp_path: Path, models: Path
) -> None:
    """The stage waits for nothing: without signals it takes the sound as it is."""
    path = as_file(tmp_path / "call.wav", cadence((425,), 1.0, 4.0, 2))
    take_in(place, [path], call_lists=[], delivery="", progress=SilentProgress())
    process(place, ["decode"], progress=SilentProgress())
    (before,) = SpeechStage().pending(place)
    process(place, ["signals"], progress=SilentProgress())
    (after,) = SpeechStage().pending(place)
    seen = results.digests("signals")[after.subject]
    assert before.provenance.input_digests == after.provenance.input_digests[:1]
    assert after.provenance.input_digests[1:] == (seen,)


def test_a_recording_without_sound_has_no_problem_here(place: Workplace, tmp_path: Path) -> None:
    taken_in(place, as_file(tmp_path / "call.wav", silence(0.2)))
    (signals,) = signals_of().values()
    assert signals.signals == () and signals.levels[0].speech_dbfs is None
    assert list(problems.open_problems()) == []
