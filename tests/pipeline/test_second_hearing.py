"""Two recognisers in one case: the second hears the same speech, and where they differ is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from earwitness.app import answers, custody, second_hearing
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.cli.second_hearing_views import show_second_hearing
from earwitness.desk.report.gathering import gather
from earwitness.desk.report.rendering import render_report
from earwitness.pipeline import groups, hear, speech
from earwitness.records.errors import CaseUnusable, ModelMissing
from earwitness.runtime.models.store import InstalledModel, import_folder, verify
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from fakes.detectors import WholeDetector
from fakes.onnx_models import gigaam_rnnt
from fakes.sounds import encode, tone

STAGES = ("decode", "speech", "hear", "hear_second", "turns", "compare")


def installed(model_id: str) -> InstalledModel:
    return InstalledModel(id=model_id, path=Path("nowhere"), weights_digest="0" * 64)


@pytest.fixture
def received(
    place: Workplace, fake_plugins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workplace]:
    """Two recordings; speech is everywhere, and workers stay in this process."""
    for stage in (hear, speech):
        monkeypatch.setattr(stage, "require", installed)
    monkeypatch.setattr(groups, "processes", lambda workers, limits: ThreadPoolExecutor(1))
    monkeypatch.setattr(speech, "_detector", lambda model_file: WholeDetector())
    hear.recogniser_of.cache_clear()
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "mono.wav", tone(2))
    encode(folder / "stereo.wav", tone(2, channels=2))
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    yield place
    hear.recogniser_of.cache_clear()


def hearing_with(place: Workplace, **settings: Any) -> Workplace:
    hearing = replace(place.settings.hearing, **settings)
    return replace(place, settings=replace(place.settings, hearing=hearing))


def lead(place: Workplace, **settings: Any) -> dict[str, tuple[int, int]]:
    chosen = {"recogniser": "fake", **settings}
    return process(hearing_with(place, **chosen), STAGES, progress=SilentProgress())


TWO = {"second_model": "whisper-small", "second_recogniser": "newer"}


def shown() -> list[dict[str, Any]]:
    return [
        one for call in answers.list_calls() for one in second_hearing.for_show(
            answers.one_call(call["id"])
        )["second_hearing"]
    ]  # fmt: skip


def test_without_a_second_model_nobody_hears_twice(received: Workplace) -> None:
    counts = lead(received)
    assert counts["hear"] == (2, 0)
    assert counts["hear_second"] == counts["compare"] == (0, 0)
    assert shown() == []


def test_the_word_that_only_the_second_heard_is_told_once_a_channel(received: Workplace) -> None:
    counts = lead(received, **TWO)
    assert counts["hear"] == counts["hear_second"] == counts["compare"] == (2, 0)
    mono, stereo = sorted(shown(), key=lambda one: len(one["disputes"]))
    assert (mono["recogniser"], mono["model"]) == ("newer", "whisper-small")
    assert (mono["words"], mono["disputed"], mono["added"]) == (5, 0, 1)
    assert [one["other"] for one in mono["disputes"]] == ["давно"]
    assert [one["kind"] for one in stereo["disputes"]] == ["only_second"] * 2
    leading = {
        turn["text"] for call in answers.list_calls() for turn in answers.show(call["id"])["turns"]
    }
    assert not any("давно" in text.lower() for text in leading), "the second hearing leads"


def test_what_was_compared_is_not_compared_again(received: Workplace) -> None:
    lead(received, **TWO)
    assert set(lead(received, **TWO).values()) == {(0, 0)}
    assert custody.verify(received)["ok"]


def test_a_model_that_hears_the_same_as_the_one_before_is_told_by_its_own_name(
    received: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead(received, **TWO)
    other = replace(installed("whisper-medium"), weights_digest="1" * 64)
    monkeypatch.setattr(
        hear, "require", lambda model: other if model == other.id else installed(model)
    )
    counts = lead(received, **{**TWO, "second_model": "whisper-medium"})
    assert counts["hear_second"] == counts["compare"] == (2, 0)
    assert {one["model"] for one in shown()} == {"whisper-medium"}


def test_a_comparison_with_turns_that_no_longer_lead_is_not_shown(received: Workplace) -> None:
    lead(received, **TWO)
    process(
        hearing_with(received, recogniser="newer"), ("hear", "turns"), progress=SilentProgress()
    )
    assert results.digests("compare") and shown() == []
    lead(received, **{**TWO, "recogniser": "newer"})
    assert [one["disputes"] for one in shown()] == [[], []]


def test_the_terminal_and_the_report_tell_both_readings(
    received: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    lead(received, **TWO)
    (call,) = [
        one for one in answers.list_calls() if one["recordings"][0]["source_name"] == "mono.wav"
    ]
    show_second_hearing(second_hearing.for_show(answers.one_call(call["id"])), as_json=False)
    said = capsys.readouterr().out
    assert "0 of 5 words disputed in 1 places" in said and "«–» or «давно»" in said
    page = render_report(gather(received))
    assert "0 of 5 words disputed by whisper-small" in page
    assert "the second hearing adds «" in page and "давно" in page


def test_a_model_that_knows_none_of_the_cases_languages_is_refused(received: Workplace) -> None:
    ukrainian = replace(received.settings.case, languages=("uk",))
    place = replace(received, settings=replace(received.settings, case=ukrainian))
    with pytest.raises(CaseUnusable, match="t-one knows ru; the case declares uk") as caught:
        process(hearing_with(place, model="t-one"), STAGES, progress=SilentProgress())
    assert "models recommend" in caught.value.remedy


@pytest.mark.parametrize(
    ("device", "said"), [("gpu", "no device 'gpu'"), ("cuda", "no graphics card")]
)
def test_a_device_that_is_not_here_is_a_missing_engine(
    received: Workplace, monkeypatch: pytest.MonkeyPatch, device: str, said: str
) -> None:
    from earwitness.calls.engines import devices

    monkeypatch.setattr(devices, "has_card", lambda recogniser: False)
    with pytest.raises(ModelMissing, match=said):
        lead(received, device=device)
    assert lead(received, device="auto")["hear"] == (2, 0)


def test_an_imported_model_hears_with_its_own_engine_and_its_bare_words_get_capitals(
    received: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tiny GigaAM with random weights, the whole way from `models import` to turns."""
    from earwitness.runtime.models import store

    monkeypatch.setenv("EARWITNESS_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr(hear, "require", store.require)
    import_folder("gigaam-v3-rnnt", gigaam_rnnt(tmp_path / "carried"))
    assert len(verify("gigaam-v3-rnnt").first_arrivals) == 5
    counts = lead(received, recogniser="", model="gigaam-v3-rnnt")
    assert counts["hear"] == counts["turns"] == (2, 0)
    (maker,) = results.provenances("hear")
    assert maker["engine"] == "onnx-asr"
    assert maker["weights_digest"] == verify("gigaam-v3-rnnt").weights_digest
    for _, segments in results.outputs("hear"):
        for segment in segments:
            assert segment["text"] == segment["text"].lower() and segment["translation"] == ""
    for _, turns in results.outputs("turns"):
        assert turns[0]["text"][0].isupper() and turns[-1]["text"].endswith(".")
