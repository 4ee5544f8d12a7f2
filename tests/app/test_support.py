"""Support in a case: facts are taken in, claims weighed, judged and graded; nothing is lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from earwitness.app import custody, facts, grading, judging
from earwitness.app.answers import all_claims, list_problems
from earwitness.app.bags import take_bag
from earwitness.app.exporting import export_as
from earwitness.app.forgetting import forget
from earwitness.app.judgement_problems import renew_judgement_problems
from earwitness.app.opening import create_case
from earwitness.app.processing import process
from earwitness.app.support import list_support
from earwitness.cli import commands
from earwitness.records.attribution import Judgement
from earwitness.records.claim import LocatedClaim
from earwitness.records.custody import Provenance
from earwitness.records.errors import InputUnusable, WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import grades, judgements, results
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.models import FactFileRow, GradeRow, LedgerRow

SILENT = SilentProgress()
Ask = Callable[..., Any]

EVENTS = """\
date,end_date,place,event,source
2022-03-01,2022-03-31,Borodianka,Units stand there,A report
2022-03-30,2022-03-01,Bucha,It ends before it begins,A report
soon,,Bucha,No day,A report
2022-03-05,,Bucha,Nobody says so,
2022-03-07,,Bucha,=HYPERLINK("x"),A report
"""


@pytest.fixture
def ask(spoken: Workplace, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask the command line about the tiny case, for JSON."""

    def asked(*arguments: object, code: int = 0) -> Any:
        own = ["-C", str(spoken.folder.root), *map(str, arguments), "--json"]
        assert commands._run(own) == code
        shown = capsys.readouterr().out
        return json.loads(shown) if shown else None

    return asked


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def weighed(place: Workplace) -> list[dict[str, Any]]:
    process(place, ("support",), progress=SILENT)
    return list_support()


def loss() -> LocatedClaim:
    return next(one for one in all_claims() if one.claim.kind == "loss")


def extract_anew(place: Workplace, old: LocatedClaim, *new: LocatedClaim) -> None:
    """As if other rules had read its recording."""
    output = dict(results.output("claims", old.sha256))
    kept = [one for one in output["claims"] if one["id"] != old.id]
    provenance = Provenance(
        stage="claims", engine="others", version="2", weights_digest="", options="{}",
        input_digests=(str(len(new)),),
    )  # fmt: skip
    with writing(place.folder.database):
        told = {**output, "claims": [*kept, *to_json(new)]}
        results.save(old.sha256, provenance, told, actor="a test")


def test_a_published_event_is_tied_to_what_was_said_there_then(
    spoken: Workplace, events: Path, ask: Ask
) -> None:
    (file,) = ask("facts", events, code=1)
    assert [fact["event"] for fact in file["facts"]] == ["Units stand there", '=HYPERLINK("x")']
    assert file["bad_rows"] == [3, 4, 5]
    (problem,) = list_problems(stage="facts")
    assert "row 4: its days are no days" in problem["what"]
    ask("process", "--stage", "support")
    matter = next(one for one in ask("support") if one["facts"])
    assert (matter["kind"], matter["place"]) == ("position", "Бородянка")
    assert [fact["place"] for fact in matter["facts"]] == ["Borodianka"]
    assert [one["relation"] for one in matter["relations"]] == ["compatible"]
    for name in (matter["facts"][0]["id"][: len("fact-") + 1], matter["id"][:10]):
        assert matter in ask("support", name)
    assert ask("support", "fact-", code=2) is None
    assert custody.verify(spoken)["ok"]


def test_the_same_file_adds_nothing_twice_and_a_changed_one_a_version(
    spoken: Workplace, events: Path
) -> None:
    first = facts.read_facts(spoken, events)
    assert facts.read_facts(spoken, events, "Another source") == first
    assert LedgerRow.objects.filter(action="facts").count() == 1
    events.write_text(EVENTS.splitlines()[0] + "\n2022-03-01,2022-03-31,Borodianka,"
                      "Units stand there,A report\n", encoding="utf-8")  # fmt: skip
    second = facts.read_facts(spoken, events)
    assert (first.version, second.version) == (1, 2)
    assert second.facts[0].id == first.facts[0].id  # what did not change keeps its grades
    assert [(one["version"], one["leads"]) for one in facts.list_facts()] == [(1, False), (2, True)]
    assert list_problems(stage="facts") == []
    assert custody.verify(spoken)["ok"]


def test_which_of_two_tables_of_one_name_is_compared_is_said(
    spoken: Workplace, events: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown(*paths: Path) -> str:
        commands._run(["-C", str(spoken.folder.root), "facts", *map(str, paths)])
        return capsys.readouterr().out

    other = tmp_path / "elsewhere" / events.name
    other.parent.mkdir()
    other.write_text("date,event,source\n2022-03-01,It fell,A paper\n", encoding="utf-8")
    assert "in place of" not in shown(events)
    assert "version 2, 1 facts, in place of version 1" in shown(other)
    assert "version 1, 2 facts, not compared" in shown(events)  # read again, it does not lead


def test_figures_and_a_source_for_all_rows_are_read(spoken: Workplace, tmp_path: Path) -> None:
    table = tmp_path / "dead.csv"
    table.write_text(
        "Date;End date;Unit;Killed;Total;Fraction;Remark\n"
        "24.02.2022;2022-04;331 regiment;>=39;1500;1/3;named\n",
        encoding="cp1251",
    )
    with pytest.raises(InputUnusable, match="no table of facts"):
        facts.read_facts(spoken, table)  # neither event nor kind
    table.write_text(table.read_text("cp1251").replace("Remark", "Event"), encoding="utf-8")
    (fact,) = facts.read_facts(spoken, table, source=" A broadcaster ").facts
    assert (fact.claim.kind, fact.claim.object, fact.source) == ("loss", "people", "A broadcaster")
    assert (fact.claim.killed, fact.claim.fraction) == (">38", "1/3")
    assert fact.happened_to.isoformat() == "2022-04-30"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a table"),
        (b"\x00\x01\x02" * 200, "not a table"),
        (b"<html><table>", "web page"),
        (b"a,b\n1,2\n", "no table of facts"),
        (b"PK\x03\x04 no zip", "not a readable spreadsheet"),
    ],
)
def test_what_is_no_table_of_facts_is_refused(
    spoken: Workplace, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    with pytest.raises(InputUnusable, match=words):
        facts.read_facts(spoken, tmp_path / "file.csv")
    assert not FactFileRow.objects.exists()


def test_rows_beyond_the_limit_are_told(
    spoken: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "MOST_ROWS", 1)
    (tmp_path / "f.csv").write_text(
        "date,event,source\n2022-03-01,a,s\n2022-03-02,b,s\n2022-03-03,c,s\n", encoding="utf-8"
    )
    file = facts.read_facts(spoken, tmp_path / "f.csv")
    assert (len(file.facts), file.bad_rows) == (1, (3,))


def test_nothing_is_weighed_again_until_something_changes(spoken: Workplace, events: Path) -> None:
    with pytest.raises(WrongUsage, match="weighed"):
        list_support()
    assert process(spoken, ("support",), progress=SILENT)["support"] == (1, 0)
    assert process(spoken, ("support",), progress=SILENT)["support"] == (0, 0)
    facts.read_facts(spoken, events)
    assert process(spoken, ("support",), progress=SILENT)["support"] == (1, 0)


def test_a_grade_is_kept_with_its_history_and_shown(spoken: Workplace, ask: Ask) -> None:
    claim = loss()
    first = ask("grade", claim.id[:12], "--source", "b", "--why", "He was there.", "--by", "Olena")
    second = ask("grade", claim.id, "--source", "C", "--information", 3, "--why", "He jokes.")
    assert (first["source"], second["supersedes"]) == ("B", first["id"])
    (listed,) = ask("grade")
    assert [old["id"] for old in listed["history"]] == [first["id"]]
    weighed(spoken)
    (matter,) = ask("support", claim.id)
    shown = next(one for one in matter["claims"] if one["id"] == claim.id)
    assert (shown["grade"]["source"], shown["grade"]["information"]) == ("C", "3")
    assert next(one for one in ask("claims") if one["id"] == claim.id)["grade"] == "C3"
    ask("grade", claim.id, "--why", "I mixed up two men.")
    assert ask("grade") == []
    assert len(grades.all_grades()) == 3
    assert custody.verify(spoken)["ok"]


def test_facts_and_speakers_are_graded_too(spoken: Workplace, events: Path, ask: Ask) -> None:
    (fact, _) = facts.read_facts(spoken, events).facts
    assert ask("grade", fact.id, "--source", "A", "--why", "A known house.")["claim"] is None
    claim = loss()
    speaker = f"{claim.call_id}/{claim.speaker_label}"
    ask("grade", speaker, "--source", "D", "--why", "He exaggerates.")
    weighed(spoken)
    (matter,) = ask("support", claim.id)
    assert matter["claims"][0]["speaker_grade"]["source"] == "D"


@pytest.mark.parametrize(
    ("subject", "source", "words"),
    [
        ("claim-ffffffff", "A", "fits no claims"),
        ("claim-", "A", "claims"),
        ("fact-", "A", "facts"),
        ("nobody/x", "A", "no claim, fact or speaker"),
        ("\udcff", "A", "no claim, fact or speaker"),
        ("", "A", "no claim, fact or speaker"),
        ("claim-ffffffff", "G", "no grade"),
        ("claim-ffffffff", "AB", "no grade"),
    ],
)
def test_what_is_not_there_is_not_graded(
    spoken: Workplace, subject: str, source: str, words: str
) -> None:
    with pytest.raises(WrongUsage, match=words):
        grading.grade(spoken, subject, source=source, why="I know.")
    assert not GradeRow.objects.exists()


def test_a_grade_without_its_subject_is_not_taken_for_a_wish_to_list(ask: Ask) -> None:
    assert ask("grade", "--source", "A", code=2) is None


def test_a_grade_needs_a_reason_and_taking_back_needs_a_grade(spoken: Workplace) -> None:
    with pytest.raises(WrongUsage, match="needs a reason"):
        grading.grade(spoken, loss().id, source="A", why=" ")
    with pytest.raises(WrongUsage, match="take back"):
        grading.grade(spoken, loss().id, why="I never said so.")


def test_a_claim_is_judged_and_it_changes_no_attribution(spoken: Workplace, ask: Ask) -> None:
    claim = loss()
    told = ask("judge", claim.id[:14], "positive", "--why", "Two lists agree.", "--by", "Olena")
    assert (told["judgement"]["claim"]["quote"], told["changes"]) == (claim.claim.quote, [])
    (listed,) = ask("judgements")
    assert listed["claim"]["id_now"] == claim.id
    assert ask("judgements", listed["id"], "--changes")["changes"] == []
    assert next(one for one in ask("claims") if one["id"] == claim.id)["judgement"] == "positive"
    weighed(spoken)
    assert ask("support", claim.id)[0]["claims"][0]["judgement"] == "positive"
    assert process(spoken, ("cross",), progress=SILENT)["cross"] == (0, 0)
    assert custody.verify(spoken)["ok"]


def test_what_was_decided_goes_on_with_the_claim_that_other_rules_find_there(
    spoken: Workplace, ask: Ask
) -> None:
    old = loss()
    judging.judge(spoken, old.id, Judgement.POSITIVE, why="So it is.", progress=SILENT)
    grading.grade(spoken, old.id, source="B", why="He was there.")
    extract_anew(spoken, old, replace(old, id="claim-0123456789ab", end_ms=old.end_ms + 10))
    (listed,) = ask("judgements")
    assert (listed["subject"], listed["claim"]["id_now"]) == (old.id, "claim-0123456789ab")
    new = next(one for one in ask("claims") if one["id"] == "claim-0123456789ab")
    assert (new["grade"], new["judgement"]) == ("B", "positive")
    again = ask("judge", "claim-0123456789ab", "negative", "--why", "I was wrong.")
    assert again["judgement"]["supersedes"] == listed["id"]
    later = ask("grade", "claim-0123456789ab", "--source", "C", "--why", "So I hear.")
    assert later["supersedes"]
    renew_judgement_problems(spoken)
    assert list_problems(stage="judge") == []


def test_what_was_decided_about_a_claim_that_is_gone_stays_and_is_told(
    spoken: Workplace, ask: Ask
) -> None:
    old = loss()
    judging.judge(spoken, old.id, Judgement.POSITIVE, why="So it is.", progress=SILENT)
    grading.grade(spoken, old.id, source="B", why="He was there.")
    extract_anew(spoken, old)
    (listed,) = ask("judgements")
    assert (listed["claim"]["id_now"], listed["claim"]["quote"]) == (None, old.claim.quote)
    assert ask("grade")[0]["claim"]["id_now"] is None
    renew_judgement_problems(spoken)
    assert "no longer found" in list_problems(stage="judge")[0]["what"]
    ask("judge", old.id, "none", "--why", "It was misheard.")
    renew_judgement_problems(spoken)
    assert list_problems(stage="judge") == []


@pytest.mark.file_store
def test_forgetting_a_recording_takes_judgements_grades_and_support_with_it(
    spoken: Workplace, events: Path
) -> None:
    claim = loss()
    facts.read_facts(spoken, events)
    judging.judge(spoken, claim.id, Judgement.POSITIVE, why="Quoted words.", progress=SILENT)
    grading.grade(spoken, claim.id, source="B", why="More quoted words.")
    weighed(spoken)
    removed = forget(spoken, claim.sha256, why="The source withdrew consent.").removed
    assert (removed["judgement"], removed["grade"]) == (1, 1)
    assert results.output("support", "case") is None
    assert FactFileRow.objects.count() == 1
    assert custody.verify(spoken)["ok"]
    assert b"uoted words" not in spoken.folder.database.read_bytes()
    assert all(claim.id not in json.dumps(one) for one in weighed(spoken))


@pytest.mark.file_store
def test_forgetting_takes_decisions_on_a_claim_whose_call_was_assembled_otherwise_since(
    spoken: Workplace,
) -> None:
    old = loss()
    moved = replace(old, call_id="call-that-was")
    extract_anew(spoken, old, moved)
    judging.judge(spoken, moved.id, Judgement.POSITIVE, why="Quoted words.", progress=SILENT)
    grading.grade(spoken, moved.id, source="B", why="More quoted words.")
    removed = forget(spoken, old.sha256, why="The source withdrew consent.").removed
    assert (removed["judgement"], removed["grade"]) == (1, 1)
    assert b"uoted words" not in spoken.folder.database.read_bytes()


def test_a_speaker_of_a_call_that_is_no_more_is_not_graded(spoken: Workplace) -> None:
    crossed = dict(results.outputs("cross"))[loss().call_id]
    provenance = Provenance(
        stage="cross", engine="others", version="2", weights_digest="", options="{}",
        input_digests=(),
    )  # fmt: skip
    with writing(spoken.folder.database):
        results.save("call-that-was", provenance, crossed, actor="a test")
    with pytest.raises(WrongUsage, match="no claim, fact or speaker"):
        grading.grade(spoken, f"call-that-was/{crossed[0]['speaker_label']}", source="A", why="x")


def test_claims_of_a_second_extractor_that_are_no_claims_are_refused_in_a_bag(
    spoken: Workplace, tmp_path: Path
) -> None:
    provenance = Provenance(
        stage="second_claims", engine="others", version="2", weights_digest="", options="{}",
        input_digests=(),
    )  # fmt: skip
    with writing(spoken.folder.database):
        results.save(loss().sha256, provenance, {"claims": [{"no": "claim"}]}, actor="a test")
    export_as("bag", spoken, tmp_path / "bag", progress=SILENT)
    disconnect()
    other = create_case(tmp_path / "other", time_zone="Europe/Kyiv", region="RU")
    with pytest.raises(InputUnusable, match="not of its form"):
        take_bag(other, tmp_path / "bag", progress=SILENT)


def test_facts_grades_and_judged_claims_travel_with_a_bag(
    spoken: Workplace, events: Path, tmp_path: Path
) -> None:
    facts.read_facts(spoken, events)
    given = grading.grade(spoken, loss().id, source="B", why="He was there.")
    judging.judge(spoken, loss().id, Judgement.POSITIVE, why="So it is.", progress=SILENT)
    weighed(spoken)
    export_as("bag", spoken, tmp_path / "bag", progress=SILENT)
    disconnect()
    other = create_case(tmp_path / "other", time_zone="Europe/Kyiv", region="RU")
    taken = take_bag(other, tmp_path / "bag", progress=SILENT)
    assert (taken.rows["grades"], taken.rows["fact_files"], taken.not_read) == (1, 1, ())
    assert grades.all_grades() == (given,)
    assert judgements.all_judgements()[0].judged is not None
    assert results.output("support", "case") is None  # made of other calls, it is made anew
    assert custody.verify(other)["ok"]


def test_changed_and_lost_facts_and_grades_are_found(spoken: Workplace, events: Path) -> None:
    facts.read_facts(spoken, events)
    given = grading.grade(spoken, loss().id, source="B", why="He was there.")
    row = GradeRow.objects.get(id=given.id)
    row.body = {**row.body, "source": "A"}
    row.save()
    assert {p["kind"] for p in custody.verify(spoken)["problems"]} == {"row_changed", "row_missing"}
    row.delete()
    FactFileRow.objects.all().delete()
    assert [p["kind"] for p in custody.verify(spoken)["problems"]] == ["row_missing"] * 2


def test_the_command_line_shows_it_all_in_words(
    spoken: Workplace, events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown(*arguments: str) -> str:
        commands._run(["-C", str(spoken.folder.root), *arguments])
        return capsys.readouterr().out

    claim = loss()
    assert "2 facts" in shown("facts", str(events))
    assert "Units stand there" in shown("facts")
    assert "B2" in shown("grade", claim.id, "--source", "B", "--information", "2", "--why", "x")
    assert claim.claim.quote in shown("judge", claim.id, "unsure", "--why", "One source only.")
    weighed(spoken)
    assert "published: Units stand there" in shown("support")
    one = shown("support", claim.id)
    assert "at least 1, at most 1" in one and "graded B2" in one and "judged unsure" in one
    assert "B2" in shown("grade")
