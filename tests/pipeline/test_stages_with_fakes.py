"""The stages with fake engines: in this process, and once in real workers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.app import answers, transcripts
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.calls.edits import Typed
from earwitness.pipeline import groups, hear, speech, voices
from earwitness.pipeline.stages import STAGES
from earwitness.runtime.models.store import InstalledModel
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import problems, recordings, results
from earwitness.runtime.store.calls import call_ids
from earwitness.runtime.store.models import ResultRow
from fakes.detectors import WholeDetector
from fakes.sounds import encode, tone

WAY = (
    "decode",
    "examine",
    "fingerprint",
    "duplicates",
    "signals",
    "speech",
    "voices",
    "voice_groups",
    "hear",
    "hear_second",
    "turns",
    "compare",
    "translate",
    "backcheck",
    "claims",
    "second_claims",
    "spoken",
    "cross",
    "support",
    "index",
    "meaning",
)
QUIET, LOUD = 0.3, 0.99


@pytest.fixture
def fakes(fake_plugins: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Models that are there, and a detector that needs none; workers stay in this process."""

    def installed(model_id: str) -> InstalledModel:
        return InstalledModel(id=model_id, path=Path("nowhere"), weights_digest="0" * 64)

    for stage in (hear, speech):
        monkeypatch.setattr(stage, "require", installed)
    monkeypatch.setattr(voices, "named_model", lambda name, beside: installed(name))
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    monkeypatch.setattr(speech, "_detector", lambda model_file: WholeDetector())
    hear.recogniser_of.cache_clear()
    yield
    hear.recogniser_of.cache_clear()


@pytest.fixture
def received(place: Workplace, tmp_path: Path) -> Workplace:
    """Three mono calls, the second one bad for a disastrous recogniser, and a stereo call."""
    folder = tmp_path / "received"
    folder.mkdir()
    for number, level in enumerate((QUIET, LOUD, QUIET)):
        encode(folder / f"call-{number}.wav", tone(2, level=level, hertz=300 + 20 * number))
    encode(folder / "stereo.wav", tone(2, channels=2))
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    return place


def hearing_with(place: Workplace, recogniser: str) -> Workplace:
    hearing = replace(place.settings.hearing, recogniser=recogniser)
    return replace(place, settings=replace(place.settings, hearing=hearing))


def lead(place: Workplace, recogniser: str = "fake") -> dict[str, tuple[int, int]]:
    return process(hearing_with(place, recogniser), (), progress=SilentProgress())


def test_a_better_recogniser_improves_the_words_around_an_edit_and_never_the_edit(
    received: Workplace, fakes: None
) -> None:
    lead(received)
    own = next(
        one["sha256"]
        for call in answers.list_calls()
        for one in call["recordings"]
        if one["source_name"] == "call-0.wav"
    )
    typed = Typed(start_ms=0, end_ms=790, text="Папа, ми")
    transcripts.edit(received, own, typed, author="Olena")
    before = [turn.text for turn in transcripts.transcript_of(own).turns()]
    assert [text.strip(".") for text in before] == ["Папа, ми", "стоим под лесом"]
    lead(received, "newer")
    after = transcripts.transcript_of(own)
    assert after.turns()[0].text == "Папа, ми"
    assert after.turns()[-1].text.strip(".").endswith("лесом давно")
    assert {one.kind for one in after.conflicts()} <= {"cut_word", "heard_anew"}
    assert verify(received)["ok"]


def labels() -> dict[str, set[str]]:
    """Speaker labels of each recording, by its name."""
    return {
        call["recordings"][0]["source_name"]: {
            turn["speaker_label"] for turn in answers.show(call["id"])["turns"]
        }
        for call in answers.list_calls()
    }


def test_every_stage_makes_its_part_and_the_second_time_nothing(
    received: Workplace, fakes: None
) -> None:
    counts = lead(received)
    assert tuple(counts) == WAY
    assert counts.pop("duplicates") == counts.pop("voice_groups") == (1, 0)
    assert counts.pop("support") == (1, 0)
    assert counts.pop("hear_second") == counts.pop("compare") == (0, 0)  # no second model
    assert counts.pop("second_claims") == (0, 0)  # no second extractor
    assert counts.pop("meaning") in {(4, 0), (0, 0)}  # a sentence encoder may be installed
    assert set(counts.values()) == {(4, 0)}
    assert set(lead(received).values()) == {(0, 0)}
    assert verify(received)["ok"]


def test_what_is_pending_does_not_hold_what_was_said(received: Workplace, fakes: None) -> None:
    """Else the memory of a large case would grow with its transcripts."""
    lead(received)
    place = hearing_with(received, "fake")
    works = [work for stage in STAGES for work in stage.pending(place)]
    assert len(works) > 40
    assert not [work for work in works if "стоим" in repr(work) or "forest" in repr(work)]


@pytest.mark.parametrize("name", ["translate", "claims", "spoken", "cross", "index"])
def test_turns_that_changed_since_they_were_pending_are_left_for_the_next_run(
    received: Workplace, fakes: None, name: str
) -> None:
    lead(received)
    (stage,) = (one for one in STAGES if one.name == name)
    works = stage.pending(received)
    own = recordings.find("")[0].sha256
    typed = Typed(start_ms=0, end_ms=790, text="Папа, ми", channel=0)
    transcripts.edit(received, own, typed, author="Olena")
    subjects = {call_ids([own])[own] if name == "cross" else own}
    made = {outcome.work.subject for outcome in stage.make(works, received)}
    assert {work.subject for work in works} - made == subjects
    assert lead(received)[name] == (1, 0)


def test_stereo_calls_have_a_label_a_channel_and_mono_calls_an_unknown_one(
    received: Workplace, fakes: None
) -> None:
    lead(received)
    assert labels()["stereo.wav"] == {"channel-0", "channel-1"}
    assert labels()["call-0.wav"] == {"unknown"}


def test_more_than_two_channels_are_one_unknown_speaker(received: Workplace, fakes: None) -> None:
    process(received, ["decode", "speech"], progress=SilentProgress())
    for row in ResultRow.objects.filter(stage="decode"):
        row.output["channels"] = 6
        row.save()
    lead(received)
    assert labels()["call-0.wav"] == {"unknown"}


@pytest.mark.parametrize("recogniser", ["raising"])
def test_a_recording_on_which_the_engine_fails_costs_only_itself(
    received: Workplace, fakes: None, recogniser: str
) -> None:
    counts = lead(received, recogniser)
    assert counts["hear"] == (3, 1)
    assert counts["turns"] == counts["index"] == (3, 0)
    (problem,) = answers.list_problems()
    assert (problem["stage"], problem["name"]) == ("hear", "call-1.wav")
    assert problem["remedy"]


@pytest.mark.parametrize(
    ("recogniser", "said", "seconds"),
    [
        ("dying", "died", 60),
        ("hanging", "longer than allowed", 5),
        ("hungry", "more memory", 60),
        ("miscounting", "0 answers to 1 clips", 0),
        ("timeless", "a time that is no number", 0),
        ("straying", "a time outside", 0),
    ],
)
def test_a_recording_on_which_the_engine_brings_disaster_costs_only_itself(
    received: Workplace,
    fakes: None,
    monkeypatch: pytest.MonkeyPatch,
    recogniser: str,
    said: str,
    seconds: float,
) -> None:
    """`seconds`: a task's time limit in real workers; 0: in this process."""
    from earwitness.runtime.executors.local import processes

    process(received, ("decode", "speech"), progress=SilentProgress())
    hearing = replace(
        received.settings.hearing,
        recogniser=recogniser,
        max_seconds_per_minute=seconds,
        max_worker_mib=1000,
    )
    guarded = replace(received, settings=replace(received.settings, hearing=hearing))
    with monkeypatch.context() as real:
        if seconds:
            real.setattr(groups, "processes", processes)
        counts = process(guarded, ("hear",), progress=SilentProgress())
    assert counts["hear"] == (3, 1)
    assert process(guarded, ("turns",), progress=SilentProgress())["turns"] == (3, 0)
    (problem,) = answers.list_problems()
    assert (problem["stage"], problem["name"]) == ("hear", "call-1.wav")
    assert said in problem["what"] and problem["remedy"]
    mended = process(hearing_with(received, "fake"), ("hear",), progress=SilentProgress())
    assert mended["hear"][1] == 0 and problems.open_problems() == ()


def test_a_newer_engine_hears_anew_and_the_earlier_text_stays(
    received: Workplace, fakes: None
) -> None:
    lead(received)
    counts = lead(received, "newer")
    assert counts["decode"] == counts["speech"] == (0, 0)
    assert counts["hear"] == counts["turns"] == counts["claims"] == counts["index"] == (4, 0)
    texts = {row.output[0]["text"] for row in ResultRow.objects.filter(stage="hear")}
    assert texts == {"мама мы стоим под лесом", "мама мы стоим под лесом давно"}
    leading = {output[0]["text"] for _, output in results.outputs("hear")}
    assert leading == {"мама мы стоим под лесом давно"}
    assert [hit["text"] for hit in answers.search(received, "давно", 10)]
    assert verify(received)["ok"]


def test_lost_working_copies_are_made_again(received: Workplace, fakes: None) -> None:
    lead(received)
    copies = list(received.folder.derived.rglob("*.wav"))
    for copy in copies[:2]:
        copy.unlink()
    counts = lead(received)
    assert counts["decode"] == (2, 0)
    assert counts["hear"] == (0, 0)
    assert all(copy.exists() for copy in copies)


@pytest.mark.parametrize("damage", ["removed", "garbled"])
def test_a_lost_or_damaged_index_is_made_again(
    received: Workplace, fakes: None, damage: str
) -> None:
    lead(received)
    assert answers.search(received, "лес", 10)
    for path in sorted(received.folder.index.rglob("*"), reverse=True):
        if path.is_file():
            path.unlink() if damage == "removed" else path.write_bytes(b"garbage")
    assert lead(received)["index"] == (4, 0)
    assert answers.search(received, "лес", 10)
    assert set(lead(received).values()) == {(0, 0)}


def test_an_unknown_recogniser_is_a_missing_engine(received: Workplace, fakes: None) -> None:
    from earwitness.records.errors import ModelMissing

    with pytest.raises(ModelMissing, match="nobody") as caught:
        lead(received, "nobody")
    assert "fake" in caught.value.remedy


def test_an_unknown_stage_is_wrong_usage(place: Workplace) -> None:
    from earwitness.records.errors import WrongUsage

    with pytest.raises(WrongUsage, match="dream") as caught:
        process(place, ["dream"], progress=SilentProgress())
    assert all(stage in caught.value.remedy for stage in WAY)


def test_a_case_without_recordings_has_nothing_to_do(place: Workplace) -> None:
    assert set(process(place, (), progress=SilentProgress()).values()) == {(0, 0)}


def test_a_handed_in_transcript_leads_over_the_engines(spoken: Workplace, fakes: None) -> None:
    lead(spoken)
    texts = [
        turn["text"] for call in answers.list_calls() for turn in answers.show(call["id"])["turns"]
    ]
    assert any("обманули" in text for text in texts)
    assert not any("под лесом" in text for text in texts)
    assert {call["state"] for call in answers.list_calls()} == {"heard", "listed"}
