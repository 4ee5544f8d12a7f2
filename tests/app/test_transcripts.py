"""People's versions of transcripts in a case: recorded, led by, searched, verified, handed on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.app import transcript_answers, transcripts
from earwitness.app.answers import all_claims, list_calls, search
from earwitness.app.bags import bags_among, take_bag
from earwitness.app.custody import verify
from earwitness.app.exporting import export_as
from earwitness.app.foreign_versions import join_line
from earwitness.app.forgetting import forget
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.calls.edits import Typed
from earwitness.cli import commands
from earwitness.desk.report.gathering import write_report
from earwitness.records.errors import InputUnusable, WrongUsage
from earwitness.records.versions import ConflictKind
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, salts, transcript_versions
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.models import TranscriptVersionRow

LATER = ("claims", "cross", "index")
SPOKEN = "Мама, нас обманули, в роте двадцать двухсотых."


def recording(place: Workplace) -> str:
    """The recording in which losses are told."""
    sha256: str = list_calls()[0]["recordings"][0]["sha256"]
    return sha256


def edit(place: Workplace, text: str = SPOKEN, **said: int | str) -> str:
    own = recording(place)
    based_on = said.pop("based_on", None)
    typed = Typed(start_ms=0, end_ms=1000, text=text, **said)  # type: ignore[arg-type]
    transcripts.edit(place, own, typed, author="Olena", why="heard it thrice",
                     based_on=based_on)  # type: ignore[arg-type]  # fmt: skip
    return own


def killed() -> list[str]:
    return [str(claim.claim.killed) for claim in all_claims() if claim.claim.killed]


def test_an_edit_is_recorded_with_its_act_and_verified(spoken: Workplace) -> None:
    own = edit(spoken)
    last = journal.latest()
    assert last is not None
    assert (last.action, last.subject) == ("edit", own)
    content, salt = TranscriptVersionRow.objects.get().digest, salts.salts_of([own])[own]
    assert last.digest == salts.with_salt(salt, content)
    assert verify(spoken)["ok"]
    TranscriptVersionRow.objects.update(number=7)
    kinds = {problem["kind"] for problem in verify(spoken)["problems"]}
    assert kinds >= {"row_changed"}


def test_an_edit_and_its_act_stand_or_fall_together(
    spoken: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("no")

    before = journal.count()
    monkeypatch.setattr(TranscriptVersionRow.objects, "create", fails)
    with pytest.raises(RuntimeError):
        edit(spoken)
    assert journal.count() == before
    assert transcript_versions.digests() == {}


def test_claims_and_search_follow_an_edit_at_the_next_process(spoken: Workplace) -> None:
    assert (killed(), search(spoken, "двадцать", 5)) == (["12"], [])
    edit(spoken)
    made = process(spoken, LATER, progress=SilentProgress())
    assert made["claims"] == (1, 0)
    assert made["index"] == (1, 0)
    assert killed() == ["20"]
    assert [hit["text"] for hit in search(spoken, "двадцать", 5)] == [SPOKEN]
    assert search(spoken, "двенадцать", 5) == []
    assert process(spoken, LATER, progress=SilentProgress())["claims"] == (0, 0)


def test_taking_back_brings_earlier_claims_back_without_new_work(spoken: Workplace) -> None:
    own = edit(spoken)
    process(spoken, LATER, progress=SilentProgress())
    transcripts.revert(spoken, own, to=0, without=None, author="Petro", why="wrong call")
    process(spoken, LATER, progress=SilentProgress())
    assert killed() == ["12"]
    told = transcript_answers.history(own)
    assert [one["in_force"] for one in told["versions"]] == [False, False]
    assert [one["kind"] for one in told["versions"]] == ["edit", "revert"]
    with pytest.raises(WrongUsage, match="already"):
        transcripts.revert(spoken, own, to=0, without=None, author="Petro", why="")
    with pytest.raises(WrongUsage, match="not in force"):
        transcripts.revert(spoken, own, to=None, without=1, author="Petro", why="")
    with pytest.raises(WrongUsage, match="what to take back"):
        transcripts.revert(spoken, own, to=None, without=None, author="Petro", why="")


def test_a_transcript_handed_in_later_does_not_replace_a_person(
    spoken: Workplace, tmp_path: Path
) -> None:
    from earwitness.app.intake import take_in

    own = edit(spoken)
    arrivals = list_calls()[0]["recordings"][0]["source_name"]
    copy = tmp_path / arrivals
    copy.write_bytes((spoken.folder.originals / own[:2] / own).read_bytes())
    copy.with_suffix(".ru.vtt").write_text(
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nМама, нас обманули, в роте тридцать.\n\n"
        "00:00:01.100 --> 00:00:02.000\nСынок, где ты?\n", encoding="utf-8"
    )  # fmt: skip
    take_in(spoken, [tmp_path / arrivals], call_lists=[], delivery="", progress=SilentProgress())
    told = transcript_answers.show(own)
    assert [turn["text"] for turn in told["turns"]] == [SPOKEN, "Сынок, где ты?"]
    (clash,) = told["conflicts"]
    assert (clash["kind"], clash["heard_now"]) == (
        ConflictKind.HEARD_ANEW,
        "Мама, нас обманули, в роте тридцать.",
    )


def test_two_people_who_saw_the_same_version_both_stay(spoken: Workplace) -> None:
    own = edit(spoken)
    edit(spoken, "Мама, нас обманули.", based_on=0)
    told = transcript_answers.history(own)
    assert [(one["kind"], one["version"], one["other"]) for one in told["conflicts"]] == [
        ("concurrent", 2, 1)
    ]
    assert len(told["versions"]) == 2


@pytest.mark.parametrize("form", ["srt", "vtt", "elan", "textgrid", "txt"])
def test_what_is_exported_can_be_taken_in_again_by_a_named_person(
    spoken: Workplace, form: str, tmp_path: Path
) -> None:
    own = edit(spoken)
    suffix = {"elan": "eaf", "textgrid": "TextGrid"}.get(form, form)
    out = tmp_path / f"again.{suffix}"
    transcript_answers.export(spoken, own, form, None, out)
    last = journal.latest()
    assert last is not None and (last.action, last.subject) == ("export", "transcript")
    assert out.stat().st_mode & 0o077 == 0
    with pytest.raises(WrongUsage, match="already"):
        transcript_answers.export(spoken, own, form, None, out)
    before = transcripts.transcript_of(own).turns()
    made = transcripts.take_in_transcript(spoken, own, out, author="Petro")
    after = transcripts.transcript_of(own).turns()
    assert [t.text for t in after] == [t.text for t in before]
    assert [(t.start_ms, t.end_ms) for t in after] == [(t.start_ms, t.end_ms) for t in before]
    assert {t.edited_by for t in after} == {"Petro"}
    assert (made.kind, made.source) == ("import", out.name)
    assert verify(spoken)["ok"]


def test_what_has_no_times_or_no_author_is_refused(spoken: Workplace, tmp_path: Path) -> None:
    own, prose = recording(spoken), tmp_path / "prose.txt"
    prose.write_text("Мама, нас обманули.", encoding="utf-8")
    with pytest.raises(WrongUsage, match="no times"):
        transcripts.take_in_transcript(spoken, own, prose, author="Petro")
    with pytest.raises(WrongUsage, match="Nobody"):
        transcripts.take_in_transcript(spoken, own, prose, author=" ")
    with pytest.raises(InputUnusable):
        transcripts.take_in_transcript(spoken, own, tmp_path / "none.srt", author="Petro")
    with pytest.raises(WrongUsage, match="no recording"):
        transcripts.transcript_of("zzz")
    assert transcript_versions.digests() == {}


def test_a_forgotten_recording_takes_its_versions_along(spoken: Workplace) -> None:
    own = edit(spoken)
    forget(spoken, own, why="the source withdrew consent")
    assert transcript_versions.digests() == {}
    assert verify(spoken)["ok"]


def test_versions_travel_in_a_bag_and_join_the_line_there(
    spoken: Workplace, tmp_path: Path
) -> None:
    own = edit(spoken)
    export_as("bag", spoken, tmp_path / "bag", progress=SilentProgress())
    (theirs,) = transcript_versions.of_recording(own)
    disconnect()
    from conftest import empty_case

    other = empty_case(tmp_path / "other")
    (bag,), _ = bags_among([tmp_path / "bag"])
    taken = take_bag(other, bag, progress=SilentProgress())
    assert (taken.rows["transcript_versions"], taken.not_read) == (1, ())
    assert transcript_versions.of_recording(own) == (theirs,)
    assert verify(other)["ok"]
    edit(other, "Мама, нас обманули, двести.")
    unseen = replace(theirs, author="Petro", why="their second hearing")
    with writing(other.folder.database):
        assert join_line([theirs, unseen], actor="us") == 1
    told = transcript_answers.history(own)
    assert [one["author"] for one in told["versions"]] == ["Olena", "Olena", "Petro"]
    assert [(one["version"], one["other"]) for one in told["conflicts"]] == [(3, 1), (3, 2)]
    disconnect()
    open_case(spoken.folder.root)


def test_the_report_names_who_edited(spoken: Workplace, tmp_path: Path) -> None:
    edit(spoken)
    page = write_report(spoken, tmp_path / "report.html").read_text(encoding="utf-8")
    assert "edited by Olena" in page
    assert "двадцать двухсотых" in page


def asked(
    capsys: pytest.CaptureFixture[str], place: Workplace, *arguments: str, code: int = 0
) -> tuple[str, str]:
    assert commands._run(["-C", str(place.folder.root), "transcript", *arguments]) == code
    told = capsys.readouterr()
    return told.out, told.err


def test_the_commands_answer_in_words_and_json(
    spoken: Workplace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    call = list_calls()[0]["id"]
    span = ("--from", "0", "--to", "1")
    out, _ = asked(capsys, spoken, "edit", call, *span, "--text", SPOKEN, "--by", "Olena", "--json")
    made = json.loads(out)
    assert {"call", "sha256", "version", "conflicts"} == set(made)
    assert made["version"]["edits"][0]["text"] == SPOKEN
    out, _ = asked(capsys, spoken, "show", call)
    assert "by Olena (version 1)" in out
    shown = json.loads(asked(capsys, spoken, "show", call, "--json")[0])
    changed = [word for word in shown["turns"][0]["words"] if word.get("by_person")]
    assert [word["text"] for word in changed] == ["двадцать"]
    out, _ = asked(capsys, spoken, "diff", call)
    assert "[-двенадцать-]" in out and "{+двадцать+}" in out
    differing = json.loads(asked(capsys, spoken, "diff", call, "0", "1", "--json")[0])
    assert {"from", "to", "changes"} <= set(differing)
    assert [(one["before"], one["after"]) for one in differing["changes"]] == [
        ("двенадцать", "двадцать")
    ]
    asked(capsys, spoken, "edit", call, *span, "--speaker", "Сын", "--by", "Olena")
    asked(capsys, spoken, "revert", call, "--without", "2", "--by", "Petro", "--why", "unsure")
    out, _ = asked(capsys, spoken, "history", call)
    assert "taken back" in out and "why: unsure" in out and "speaker: Сын" in out
    out, _ = asked(capsys, spoken, "export", call, "--as", "txt")
    assert f"unknown: {SPOKEN}" in out
    target = tmp_path / "call.eaf"
    options = ("--as", "elan", "--out", str(target), "--json")
    assert json.loads(asked(capsys, spoken, "export", call, *options)[0])["path"] == str(target)
    asked(capsys, spoken, "import", call, str(target), "--by", "Petro")


def test_wrong_use_is_told_in_words(spoken: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    call = list_calls()[0]["id"]
    span = ("--from", "1", "--to", "0.5", "--text", "a", "--by", "Olena")
    assert "no length" in asked(capsys, spoken, "edit", call, *span, code=2)[1]
    strange = ("--from", "nan", "--to", "inf", "--speaker", "a\udcff\x1b[31m", "--by", "O\udcff")
    asked(capsys, spoken, "edit", call, *strange, code=2)
    strange = (*strange, "--why", "caf\udce9")
    out, _ = asked(capsys, spoken, "edit", call, "--from", "0", *strange[2:])
    assert "speaker: a[31m" in out and "\x1b" not in out
    span = ("--from", "0", "--to", "1", "--language", "по-русски", "--by", "Olena")
    assert "no language" in asked(capsys, spoken, "edit", call, *span, code=2)[1]
    assert "no format" in asked(capsys, spoken, "export", call, "--as", "doc", code=2)[1]
    assert "--out" in asked(capsys, spoken, "export", call, "--as", "srt", "--json", code=2)[1]
    assert "no version 5" in asked(capsys, spoken, "show", call, "--version", "5", code=2)[1]
    empty = list_calls()[-1]["id"]
    assert "no recording" in asked(capsys, spoken, "show", empty, code=2)[1]
