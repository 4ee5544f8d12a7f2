"""A judgement crosses anew what it touches, says what changed, and can be taken out again whole."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.app import answers, custody, judging
from earwitness.app.answers import all_attributions
from earwitness.app.forgetting import forget
from earwitness.app.judgement_problems import renew_judgement_problems
from earwitness.app.processing import process
from earwitness.app.profiles import read_profiles
from earwitness.cli import commands
from earwitness.desk.report.gathering import gather
from earwitness.desk.report.rendering import render_report
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.judgement import JudgementRecord
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, judgements, problems, results
from earwitness.runtime.store.connection import writing
from fakes.dialogue import MOTHER, SOLDIER, WIFE

SILENT = SilentProgress()


def sides() -> dict[tuple[str, str], list[Attribution]]:
    found: dict[tuple[str, str], list[Attribution]] = {}
    for one in all_attributions():
        found.setdefault((one.call_id, one.side), []).append(one)
    return found


def wife_of(call_number: int) -> Attribution:
    """The candidate Лена on the line of the wife, in her first or second call."""
    own = [call.id for call in calls.all_calls() if call.called == WIFE and call.caller == SOLDIER]
    candidates = sides()[own[call_number], "called"]
    return next(one for one in candidates if one.person_id)


def judge(place: Workplace, subject: str, verdict: Judgement, why: str = "Known voice.") -> Any:
    judged = judging.judge(place, subject, verdict, why=why, by="Olena", progress=SILENT)
    return judging.judged_answer(judged)


def test_what_changed_is_told_for_its_own_side_and_for_other_calls_of_the_line(
    spoken: Workplace,
) -> None:
    first, second = wife_of(0), wife_of(1)
    answer = judge(spoken, first.id, Judgement.NEGATIVE)
    changed = {(one["call"], one["side"]): one for one in answer["changes"]}
    assert set(changed) == {(first.call_id, "called"), (second.call_id, "called")}
    own, other = changed[first.call_id, "called"], changed[second.call_id, "called"]
    assert own["before"]["person"]["name"] == "Лена Жена"
    assert own["after"]["person"] is None
    told = {one["id"]: (one["before"], one["after"]) for one in own["candidates"]}
    assert told[first.id] == (first.probability, 0.0)
    told = {one["id"]: (one["before"], one["after"]) for one in other["candidates"]}
    assert 0 < told[second.id][1] < told[second.id][0]
    assert wife_of(0).judgement is Judgement.NEGATIVE
    assert custody.verify(spoken)["ok"]


def test_the_same_list_can_be_asked_for_later(spoken: Workplace) -> None:
    first = wife_of(0)
    made = judge(spoken, first.id, Judgement.NEGATIVE)
    later = judging.list_changes(spoken, made["judgement"]["id"])
    assert later == made
    taken_back = judge(spoken, first.id, Judgement.NONE)
    assert judging.list_changes(spoken, made["judgement"]["id"]) == made
    assert judging.list_changes(spoken, first.id)["changes"] == taken_back["changes"]
    turned = [
        {**one, "before": one["after"], "after": one["before"]} for one in taken_back["changes"]
    ]
    assert [(t["before"], t["after"]) for t in turned] == [
        (m["before"], m["after"]) for m in made["changes"]
    ]


def test_taking_back_makes_the_very_results_of_before_lead_again(spoken: Workplace) -> None:
    before = results.digests("cross")
    first = wife_of(0)
    judge(spoken, first.id, Judgement.POSITIVE)
    assert results.digests("cross") != before
    judge(spoken, first.id, Judgement.NONE)
    assert results.digests("cross") == before
    assert process(spoken, ("cross",), progress=SILENT)["cross"] == (0, 0)


def test_only_what_a_judgement_can_touch_is_crossed_anew(spoken: Workplace) -> None:
    before = results.digests("cross")
    first, second = wife_of(0), wife_of(1)
    judge(spoken, first.id, Judgement.NEGATIVE)
    after = results.digests("cross")
    assert {key for key in before if before[key] != after[key]} == {first.call_id, second.call_id}


def test_why_names_who_decided_when_and_why(spoken: Workplace) -> None:
    first = wife_of(0)
    judge(spoken, first.id, Judgement.POSITIVE, why="She gives her name.")
    judge(spoken, first.id, Judgement.UNSURE, why="Perhaps her sister.")
    told = answers.why(first.id)
    assert [one["why"] for one in told["judgements"]] == [
        "Perhaps her sister.", "She gives her name.",
    ]  # fmt: skip
    assert told["attribution"]["judgement"] == "unsure"
    assert answers.why(wife_of(1).id)["judgements"] == []


def test_two_profiles_are_made_one_person_and_parted_again(spoken: Workplace) -> None:
    before = results.digests("cross")
    left, right = sorted({one.profiles[0] for one in all_attributions() if one.profiles})[:2]
    judge(spoken, f"{left}={right}", Judgement.POSITIVE)
    assert {one.profiles for one in all_attributions() if one.profiles} == {(left, right)}
    judge(spoken, f"{left}={right}", Judgement.NONE)
    assert results.digests("cross") == before


def test_judgements_that_cannot_be_followed_are_problems_until_they_are_settled(
    spoken: Workplace,
) -> None:
    left, right = sorted({one.profiles[0] for one in all_attributions() if one.profiles})[:2]
    judge(spoken, f"{left}={right}", Judgement.POSITIVE)
    both = next(one for one in all_attributions() if one.profiles == (left, right))
    judge(spoken, both.id, Judgement.POSITIVE)
    nobody = next(one for one in sides()[both.call_id, both.side] if one.person_id is None)
    judge(spoken, nobody.id, Judgement.POSITIVE)
    rivals = [one for one in problems.open_problems() if one.stage == "judge"]
    assert {one.subject for one in rivals} == {both.id, nobody.id}
    judge(spoken, nobody.id, Judgement.NONE)
    assert not [one for one in problems.open_problems() if one.stage == "judge"]
    judge(spoken, f"{left}={right}", Judgement.NEGATIVE)
    (lost,) = [one for one in problems.open_problems() if one.stage == "judge"]
    assert lost.subject == both.id and "no longer the same" in lost.what
    judge(spoken, both.id, Judgement.NONE)
    assert not [one for one in problems.open_problems() if one.stage == "judge"]


def test_what_is_told_to_be_typed_runs_nothing_that_a_source_wrote(spoken: Workplace) -> None:
    first, second, third = "a:$(reboot)", "a:2", "a:3"
    pairs = ((first, second, "positive"), (second, third, "positive"), (first, third, "negative"))
    with writing(spoken.folder.database):
        for left, right, verdict in pairs:
            record = JudgementRecord(
                id=f"judgement-{left}{right}", subject=f"{left}={right}", by="Olena", why="Known.",
                verdict=Judgement(verdict), at=datetime.now(UTC), profiles=(left, right),
            )  # fmt: skip
            judgements.add(record, actor="Olena")
    renew_judgement_problems(spoken)
    told = [one.remedy for one in problems.open_problems() if one.stage == "judge"]
    assert any("judge 'a:$(reboot)=a:2' none" in remedy for remedy in told)


def test_a_person_who_gained_a_profile_keeps_one_line_of_judgements(spoken: Workplace) -> None:
    first = wife_of(0)
    earlier = judge(spoken, first.id, Judgement.POSITIVE)["judgement"]
    left, right = sorted({one.profiles[0] for one in all_attributions() if one.profiles})[:2]
    judge(spoken, f"{left}={right}", Judgement.POSITIVE)
    now = wife_of(0)
    assert now.id != first.id and now.judgement is Judgement.POSITIVE
    later = judge(spoken, now.id, Judgement.NEGATIVE)["judgement"]
    assert later["supersedes"] == earlier["id"] and later["subject"] == first.id
    assert wife_of(0).judgement is Judgement.NEGATIVE


def test_forgetting_takes_what_a_decision_told_in_other_calls(spoken: Workplace) -> None:
    first, second = wife_of(0), wife_of(1)
    record = judge(spoken, first.id, Judgement.POSITIVE)["judgement"]
    judge(spoken, first.id, Judgement.NONE)
    quoting = [one for one in results.made("cross") if record["id"] in str(one.output)]
    assert {one.subject for one in quoting} == {first.call_id, second.call_id}
    (sha256,) = next(call for call in calls.all_calls() if call.id == first.call_id).recordings
    forget(spoken, sha256, why="The source withdrew consent.")
    assert not [one for one in results.made("cross") if record["id"] in str(one.output)]
    assert judgements.all_judgements() == ()
    process(spoken, ("cross",), progress=SILENT)
    assert custody.verify(spoken)["ok"]


def test_forgetting_takes_what_other_calls_quote_of_it(spoken: Workplace) -> None:
    first, second = wife_of(0), wife_of(1)
    quoted = f"call {first.call_id} "
    quoting = [one for one in results.made("cross") if quoted in str(one.output)]
    assert {one.subject for one in quoting} == {first.call_id, second.call_id}
    (sha256,) = next(call for call in calls.all_calls() if call.id == first.call_id).recordings
    forget(spoken, sha256, why="The source withdrew consent.")
    assert not [one for one in results.made("cross") if quoted in str(one.output)]
    assert custody.verify(spoken)["ok"]
    process(spoken, ("cross",), progress=SILENT)
    assert not [one for one in results.made("cross") if quoted in str(one.output)]
    assert custody.verify(spoken)["ok"]


def test_what_other_news_changes_is_not_told_as_the_judgements_doing(
    spoken: Workplace, tmp_path: Path
) -> None:
    book = tmp_path / "other.vcf"
    book.write_text(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Ольга Лугова\nTEL:{MOTHER}\nEND:VCARD\n", encoding="utf-8"
    )
    first, second = wife_of(0), wife_of(1)
    read_profiles(spoken, [book], progress=SILENT)
    answer = judge(spoken, first.id, Judgement.NEGATIVE)
    changed = {(one["call"], one["side"]) for one in answer["changes"]}
    assert changed == {(first.call_id, "called"), (second.call_id, "called")}
    assert "Ольга Лугова" in {one.person_name for one in all_attributions()}


def test_the_report_says_who_leads_by_whose_decision(spoken: Workplace) -> None:
    first = wife_of(0)
    judge(spoken, first.id, Judgement.POSITIVE, why="She gives her name.")
    page = render_report(gather(spoken))
    assert "positive, by Olena" in page and "She gives her name." in page


@pytest.fixture
def run(spoken: Workplace, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str]]:
    def ran(*arguments: str, code: int = 0) -> tuple[str, str]:
        assert commands._run(["-C", str(spoken.folder.root), *arguments]) == code
        told = capsys.readouterr()
        return told.out, told.err

    return ran


def test_a_reporter_judges_looks_and_takes_back(
    spoken: Workplace, run: Callable[..., tuple[str, str]]
) -> None:
    first = wife_of(0)
    out, err = run("judge", first.id, "negative", "--why", "Her \x1b[31msister.", "--by", "Olena")
    assert "Лена Жена" in out and "\x1b[31m" not in out
    assert "Changed: 2 sides of 2 calls." in err
    assert "negative" in run("attributions")[0]
    out, _ = run("judgements")
    assert "Olena" in out and first.id in out
    record = judgements.all_judgements()[0]
    out, err = run("judgements", record.id, "--changes")
    assert "Changed: 2 sides of 2 calls." in err
    run("judgements", "--changes", code=2)
    run("judge", first.id, "surely", "--why", "x", code=2)
    run("judge", first.id, "positive", code=2)
    run("judge", "attr-zzzz", "positive", "--why", "x", code=2)
    out, err = run("judge", first.id, "none", "--why", "It is her.")
    assert "Taken back, with all it caused" in err
    assert "Nobody has judged" in run("judgements")[1]
    assert "none" in run("judgements", "--all")[0]


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_was_judged_taking_all_of_it_back_is_as_if_nobody_had(
    spoken: Workplace, data: st.DataObject
) -> None:
    before = results.digests("cross")
    verdicts = st.sampled_from([Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE])
    for _ in range(3):
        subjects = sorted(one.id for one in all_attributions())
        judge(spoken, data.draw(st.sampled_from(subjects)), data.draw(verdicts))
    stored = judgements.all_judgements()
    for record in judgements.judgements_in_force():
        judge(spoken, record.subject, Judgement.NONE)
    assert results.digests("cross") == before
    assert set(stored) <= set(judgements.all_judgements())
    assert custody.verify(spoken)["ok"]
