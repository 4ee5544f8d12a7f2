"""Voices of several calls become groups in a case, and the answers of the command line."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from earwitness.app.custody import verify
from earwitness.app.forgetting import forget
from earwitness.app.intake import take_in
from earwitness.app.judging import judge, judged_answer
from earwitness.app.processing import process
from earwitness.app.voices import comparison_answer, voices_answer
from earwitness.cli import commands
from earwitness.crossing.voices.calibration import CALIBRATIONS, Calibration
from earwitness.crossing.voices.links import voice_links
from earwitness.pipeline import groups, speech, voice_groups, voices
from earwitness.records.attribution import Judgement
from earwitness.records.errors import WrongUsage
from earwitness.records.voice_groups import EncoderIdentity, VoiceDecision
from earwitness.runtime.models.store import InstalledModel
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from fakes.detectors import WholeDetector
from fakes.sounds import encode
from fakes.talk import talk

TURNS = [("low", 3.0), ("high", 2.5), ("low", 2.0), ("high", 3.5)] * 2
STAGES = ("decode", "speech", "voices", "voice_groups")
FAKE = EncoderIdentity(name="fake-encoder", version="1", weights_digest="0" * 64)
FITTED = Calibration(
    attenuation_s=0.0, intercept=-27.0, slope=30.0, stranger_mean=0.6, stranger_deviation=0.05,
    speakers=60, basis="tones",
)  # fmt: skip


@pytest.fixture
def received(
    place: Workplace, tmp_path: Path, fake_plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> Workplace:
    """Two calls of the same two voices; engines are fakes, workers this process."""

    def installed(model_id: str, *, beside: Path | None = None) -> InstalledModel:
        return InstalledModel(id=model_id, path=Path("nowhere"), weights_digest="0" * 64)

    monkeypatch.setattr(speech, "require", installed)
    monkeypatch.setattr(voices, "named_model", installed)
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    monkeypatch.setattr(speech, "_detector", lambda model_file: WholeDetector())
    monkeypatch.setitem(CALIBRATIONS, FAKE, FITTED)
    voices._encoder.cache_clear()
    take_call(place, tmp_path, "first", seed=7)
    take_call(place, tmp_path, "second", seed=8)
    chosen = replace(place.settings.voices, encoder="fake")
    return replace(place, settings=replace(place.settings, voices=chosen))


def take_call(place: Workplace, folder: Path, name: str, *, seed: int) -> None:
    delivery = folder / name
    delivery.mkdir()
    samples, _ = talk(TURNS, seed=seed)
    steps = (samples * 32767).astype(np.int16)[np.newaxis]
    encode(delivery / f"{name}.wav", steps, rate=16_000)
    take_in(place, [delivery], call_lists=[], delivery="", progress=SilentProgress())


def group(place: Workplace) -> list[dict[str, Any]]:
    process(place, STAGES, progress=SilentProgress())
    (own,) = voices_answer()["encoders"]
    return list(own["groups"])


def speakers(groups_found: list[dict[str, Any]]) -> list[set[tuple[str, str]]]:
    return [
        {(member["source_name"], member["speaker_label"]) for member in one["members"]}
        for one in groups_found
    ]


def test_the_same_two_voices_in_two_calls_are_two_groups(received: Workplace) -> None:
    assert not voices_answer()["looked"]
    found = group(received)
    assert sorted(map(sorted, speakers(found))) == [
        [("first.wav", "voice-1"), ("second.wav", "voice-1")],
        [("first.wav", "voice-2"), ("second.wav", "voice-2")],
    ]
    assert all(one["calls"] == 2 and one["nearest"]["log2_lr"] > 1 for one in found)
    assert len(list(voice_links(voice_groups.call_voices()))) == 2
    assert verify(received)["ok"]


def test_nothing_is_made_again_until_a_call_comes(received: Workplace, tmp_path: Path) -> None:
    before = group(received)
    assert process(received, STAGES, progress=SilentProgress())["voice_groups"] == (0, 0)
    take_call(received, tmp_path, "third", seed=9)
    after = group(received)
    assert [one["id"] for one in after] == [one["id"] for one in before]
    assert [one["calls"] for one in after] == [3, 3]


def test_a_copy_of_a_call_is_no_second_witness(received: Workplace, tmp_path: Path) -> None:
    samples, _ = talk(TURNS, seed=7)
    steps = (samples * 16000).astype(np.int16)[np.newaxis]
    encode(tmp_path / "quieter.wav", steps, rate=16_000)
    taken = [tmp_path / "quieter.wav"]
    take_in(received, taken, call_lists=[], delivery="", progress=SilentProgress())
    stages = ("decode", "fingerprint", "duplicates", "speech", "voices", "voice_groups")
    process(received, stages, progress=SilentProgress())
    answer = voices_answer()
    assert answer["copies"] == 1
    assert [one["calls"] for one in answer["encoders"][0]["groups"]] == [2, 2]


def test_a_decision_makes_the_groups_anew_and_taken_back_brings_them_back(
    received: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = group(received)
    left, right = (member["id"] for member in before[0]["members"])
    apart = VoiceDecision(
        left=left, right=right, same=False, by="Anna", at=datetime(2026, 3, 1, tzinfo=UTC), why="no"
    )
    with monkeypatch.context() as decided:
        decided.setattr(voice_groups, "leading_decisions", lambda: (apart,))
        assert speakers(group(received)) == speakers(before[1:])
    assert group(received) == before


def test_with_a_forgotten_call_its_groups_go(received: Workplace) -> None:
    group(received)
    sha256 = next(iter(results.digests("voices")))
    forget(received, sha256, why="asked to")
    assert results.output("voice_groups", "case") is None
    assert not voices_answer()["looked"]
    assert group(received) == []


def test_without_a_fit_for_the_encoder_nothing_is_compared(
    received: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(CALIBRATIONS, FAKE)
    assert group(received) == []
    (own,) = voices_answer()["encoders"]
    assert own["left_out"] == [
        {"reason": "likeness was never fitted for this encoder", "voices": 4}
    ]


def test_two_voices_side_by_side(received: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    process(received, STAGES, progress=SilentProgress())
    first, second = sorted({v.member.speaker.call_id for v in voice_groups.call_voices()})
    same = comparison_answer(f"{first}:voice-1", f"{second}:voice-1")
    other = comparison_answer(f"{first}:voice-1", f"{second}:voice-2")
    assert same["log2_lr"] > other["log2_lr"]
    assert comparison_answer(same["left"]["id"], same["right"]["id"])["pair"] == same["pair"]
    own = comparison_answer(f"{first}:voice-1", f"{first}:voice-2")
    assert own["log2_lr"] is None and "one recording" in own["reason"]
    for wrong in ("nowhere:voice-1", f"{first}:voice-9", first):
        with pytest.raises(WrongUsage):
            comparison_answer(wrong, f"{second}:voice-1")
    with pytest.raises(WrongUsage, match="one voice"):
        comparison_answer(f"{first}:voice-1", f"{first}:voice-1")
    case = ["-C", str(received.folder.root), "voices"]
    capsys.readouterr()
    assert commands._run([*case, "compare", f"{first}:voice-1", f"{second}:voice-1"]) == 0
    assert "log2 likelihood ratio +" in capsys.readouterr().out
    assert commands._run([*case, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == voices_answer()
    assert commands._run(case) == 0
    assert "nearest two" in capsys.readouterr().out


def test_what_people_judge_about_two_voices_is_followed_told_and_taken_back(
    received: Workplace,
) -> None:
    before = speakers(group(received))
    (members,) = [one["members"] for one in voices_answer()["encoders"][0]["groups"]][:1]
    pair = "+".join(member["id"] for member in members[:2])

    def decide(verdict: Judgement) -> dict[str, Any]:
        judged = judge(received, pair, verdict, why="Heard.", by="Olena", progress=SilentProgress())
        return judged_answer(judged)

    answer = decide(Judgement.NEGATIVE)
    assert {one["voice"] for one in answer["voices"]} == set(pair.split("+"))
    assert all(one["before"]["members"] and one["after"] is None for one in answer["voices"])
    assert speakers(voices_answer()["encoders"][0]["groups"]) != before
    assert decide(Judgement.NONE)["voices"]
    assert speakers(voices_answer()["encoders"][0]["groups"]) == before
    assert verify(received)["ok"]
