"""Every command with --json answers in the documented shape (plan, section 5).

Fields may be added, none renamed: each test names the fields that must be there.
"""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from earwitness.cli import commands
from earwitness.runtime.runner import Workplace

Ask = Callable[..., Any]


@pytest.fixture
def ask(spoken: Workplace, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask the tiny case; the JSON document, which is all that stands on standard output."""

    def asked(*arguments: object, code: int = 0) -> Any:
        own = ["-C", str(spoken.folder.root), *map(str, arguments), "--json"]
        assert commands._run(own) == code
        return json.loads(capsys.readouterr().out)

    return asked


def test_calls(ask: Ask) -> None:
    calls = ask("calls")
    assert len(calls) == 4
    for call in calls:
        assert {
            "id",
            "recordings",
            "caller",
            "called",
            "started_at",
            "duration_ms",
            "state",
        } <= set(call)
        for recording in call["recordings"]:
            assert {"sha256", "source_name", "problems"} <= set(recording)
    assert [call["state"] for call in calls] == ["heard", "heard", "heard", "listed"]
    assert calls[0]["caller"] == "+380970000011"
    assert calls[0]["duration_ms"] == 2000


def test_problems(ask: Ask) -> None:
    assert ask("calls", "--problems") == []


def test_models_recommend(ask: Ask) -> None:
    answer = ask("models", "recommend")
    assert {"case", "machine", "recommended", "second", "models"} <= set(answer)
    shape = {"id", "fits", "expected_error", "installed", "licence", "size", "reasons", "against"}
    assert all(
        shape | {"languages", "memory_mib", "commands"} <= set(one) for one in answer["models"]
    )


def test_show(ask: Ask) -> None:
    call = ask("calls")[0]
    answer = ask("show", call["id"])
    assert {"call", "turns", "list_rows", "declared", "disagreements"} <= set(answer)
    assert {"second_hearing", "signals"} <= set(answer)
    assert answer["call"]["id"] == call["id"]
    fields = {"start_ms", "end_ms", "speaker_label", "channel", "language", "text", "translation"}
    for turn in answer["turns"]:
        assert fields | {"words", "flags"} <= set(turn)
        assert isinstance(turn["start_ms"], int)
    assert answer["turns"][0]["flags"] == ["imported"]
    assert ask("show", call["recordings"][0]["sha256"][:10]) == answer


def test_what_is_declared_of_a_call(ask: Ask) -> None:
    calls = ask("calls")
    assert all(isinstance(call["differs"], list) for call in calls)
    answer = ask("show", calls[0]["id"])
    row = {"list_name", "row_number", "direction", "imei", "imsi", "cell", "last_cell"}
    parts = {"cell_parts", "last_cell_parts", "observations"}
    assert all(row | parts == set(one) for one in answer["list_rows"])
    assert all({"source", "field", "value"} == set(one) for one in answer["declared"])
    assert answer["list_rows"] and answer["declared"]


def test_deliveries(ask: Ask) -> None:
    (old,) = ask("deliveries")
    assert (old["id"], old["label"], old["recordings"], old["arrivals"]) == (None, "test", 3, 3)
    fields = {"handed_over_by", "handed_over_at", "received_by", "terms", "selection"}
    fields |= {"id", "label", "selection_unknown", "note", "version", "recorded_at", "recorded_by"}
    described = ask("deliveries", "describe", "test", "--by", "a relative")
    assert fields == set(described)
    (one,) = ask("deliveries")
    assert fields | {"recordings", "arrivals", "not_recorded", "versions"} == set(one)
    assert (one["handed_over_by"], one["version"], len(one["versions"])) == ("a relative", 1, 1)


def test_call_lists(ask: Ask) -> None:
    (one,) = ask("call-lists")
    fields = {"list_sha256", "list_name", "shape", "headings", "columns_used", "columns"}
    fields |= {"mapping", "remembered_from", "notes", "reading", "row_count", "recorded_at"}
    assert fields | {"recorded_by", "leads", "stale"} == set(one)
    assert (one["reading"], one["row_count"], one["mapping"]) == (1, 3, "words")


def test_examine(ask: Ask) -> None:
    call = ask("calls")[0]
    (before,) = ask("examine", call["id"])["recordings"]
    assert (before["examined"], before["file"], before["observations"]) == (False, None, [])
    ask("process", "--stage", "examine")
    answer = ask("examine", call["id"])
    assert answer["call"] == call["id"]
    (recording,) = answer["recordings"]
    assert recording["examined"] and recording["file"]["container"] == "wav"
    kinds = {one["kind"] for one in recording["observations"]}
    assert {"codec", "sample_rate", "peak_level", "bandwidth", "silence"} <= kinds
    fields = {"kind", "value", "unit", "where", "start_ms", "end_ms", "detail", "hint"}
    worth = {"false_alarm_rate", "expected_false_alarms", "measured_on", "other_causes"}
    assert all(fields | worth <= set(one) for one in recording["observations"])
    assert ask("examine", recording["sha256"][:10]) == answer
    assert ask("verify")["ok"]


def test_search(ask: Ask) -> None:
    (hit,) = ask("search", "двухсотый")
    assert {"call", "start_ms", "end_ms", "score", "text", "translation"} <= set(hit)
    assert ask("search", "никакогослова") == []


def test_attributions_and_why(ask: Ask) -> None:
    found = ask("attributions")
    fields = {"id", "call", "speaker_label", "line", "person", "profiles", "match_weight"}
    for one in found:
        assert fields | {"probability", "judgement"} <= set(one)
        assert one["judgement"] == "none"
    named = [one for one in found if one["person"]]
    assert {one["person"]["name"] for one in named} == {"Людмила Светозарова", "Лена Жена"}
    assert any(one["person"] is None for one in found)
    assert all(":" in profile for one in named for profile in one["profiles"])
    reason = ask("why", named[0]["id"])
    assert {"id", "evidence", "against", "next_check"} <= set(reason)
    assert reason["evidence"]
    for item in reason["evidence"]:
        assert {"kind", "detail", "weight", "source"} == set(item)
    own = ask("attributions", "--call", named[0]["call"])
    assert {one["call"] for one in own} == {named[0]["call"]}


def test_claims(ask: Ask) -> None:
    (loss,) = ask("claims", "--kind", "loss")
    fields = {"id", "call", "start_ms", "end_ms", "speaker_label", "quote", "translation", "kind"}
    assert fields <= set(loss)
    assert loss["killed"] == 12
    assert "wounded" not in loss
    assert len(ask("claims")) > 1


def test_verify(ask: Ask, spoken: Workplace) -> None:
    whole = ask("verify")
    assert (whole["ok"], whole["problems"], whole["notices"]) == (True, [], [])
    assert {"not_checked", "head", "heads_compared", "stamps"} <= set(whole)
    original = next(path for path in spoken.folder.originals.rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(b"other")
    answer = ask("verify", code=1)
    assert answer["ok"] is False
    assert all({"kind", "subject", "detail"} == set(one) for one in answer["problems"])


def test_process_says_what_each_stage_made(ask: Ask) -> None:
    stages = ["decode", "claims", "cross", "index"]
    answer = ask("process", *[part for stage in stages for part in ("--stage", stage)])
    assert answer == {stage: {"made": 0, "failed": 0} for stage in stages}


def test_intake_and_profiles_count(ask: Ask, spoken: Workplace, tmp_path: Any) -> None:
    (tmp_path / "bad.mp3").write_bytes(b"")
    answer = ask("intake", tmp_path / "bad.mp3", code=1)
    assert (answer["files"], answer["recordings"], answer["problems"]) == (1, 0, 1)
    (tmp_path / "bad.vcf").write_bytes(b"no card")
    answer = ask("profiles", tmp_path / "bad.vcf", code=1)
    assert set(answer) == {"sources", "problems"}
    (problem,) = ask("calls", "--problems", code=0)[1:]
    assert {"subject", "stage", "what", "remedy"} <= set(problem)


def test_models_list(ask: Ask) -> None:
    answer = ask("models", "list")
    assert {"whisper-base", "silero-vad"} <= {model["id"] for model in answer}
    for model in answer:
        assert {"id", "task", "languages", "licence", "size", "accuracy", "installed"} <= set(model)


def test_extract_answers_line_by_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "У нас в роте пятнадцать двухсотых.\n\nПривет\n".encode() + b"\xff\xfe\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert commands._run(["extract"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == 4
    for answer in answers:
        assert {"text", "claims", "themes", "places", "persons"} <= set(answer)
    (claim,) = answers[0]["claims"]
    assert (claim["kind"], claim["killed"]) == ("loss", 15)
    assert answers[0]["text"][claim["start"] : claim["end"]] == claim["quote"]
    assert None not in claim.values()


def test_judge_and_judgements(ask: Ask) -> None:
    one = next(one for one in ask("attributions") if one["person"])
    answer = ask("judge", one["id"], "positive", "--why", "She says her name.", "--by", "Olena")
    fields = {"id", "subject", "verdict", "why", "by", "at", "supersedes", "call", "side"}
    assert fields | {"person", "profiles", "claim"} == set(answer["judgement"])
    assert answer["judgement"]["subject"] == one["id"]
    for change in answer["changes"]:
        assert set(change) == {"call", "side", "before", "after", "candidates"}
    (listed,) = ask("judgements")
    assert {**answer["judgement"], "leads": True, "history": []} == listed
    ask("judge", one["id"], "none", "--why", "A slip.")
    assert ask("judgements") == []
    assert [told["leads"] for told in ask("judgements", "--all")] == [False, True]
