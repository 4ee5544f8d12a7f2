"""People decide by name and with reasons; nothing they decided is ever overwritten."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.app import custody, judging
from earwitness.app.answers import all_attributions
from earwitness.app.bags import take_bag
from earwitness.app.exporting import export_as
from earwitness.app.forgetting import forget
from earwitness.app.opening import create_case, open_case
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import JudgementRecord
from earwitness.records.voice_groups import voice_id, voice_pair_id
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, journal, judgements
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.models import JudgementRow, LedgerRow

SILENT = SilentProgress()


def named() -> Attribution:
    """A candidate with a name, of a call with a recording."""
    heard = {call.id for call in calls.all_calls() if call.recordings}
    return next(one for one in all_attributions() if one.person_id and one.call_id in heard)


def decide(
    place: Workplace, subject: str, verdict: Judgement, why: str = "I know the voice.", by: str = ""
) -> JudgementRecord:
    return judging.judge(place, subject, verdict, why=why, by=by, progress=SILENT).record


def test_a_decision_is_stored_with_who_when_why_and_what_it_was_about(spoken: Workplace) -> None:
    one = named()
    record = decide(spoken, one.id, Judgement.POSITIVE, why=" She said her name. ", by="Olena")
    assert judgements.all_judgements() == (record,)
    assert (record.by, record.why, record.subject) == ("Olena", "She said her name.", one.id)
    assert (record.call_id, record.side, record.profiles) == (one.call_id, one.side, one.profiles)
    assert record.recordings
    entry = LedgerRow.objects.filter(action="judge").get()
    assert (entry.actor, entry.subject) == (spoken.actor, one.id)
    assert custody.verify(spoken)["ok"]


def test_without_a_name_the_account_at_work_decided(spoken: Workplace) -> None:
    assert decide(spoken, named().id, Judgement.UNSURE).by == spoken.actor


def test_a_later_decision_supersedes_and_the_earlier_one_stays(spoken: Workplace) -> None:
    one = named()
    first = decide(spoken, one.id, Judgement.POSITIVE, by="Olena")
    second = decide(spoken, one.id[:10], Judgement.NEGATIVE, by="Taras")
    assert second.supersedes == first.id
    assert judgements.all_judgements() == (first, second)
    assert judgements.judgements_in_force() == (second,)
    (listed,) = judging.list_judgements()
    assert (listed["id"], listed["leads"]) == (second.id, True)
    assert [earlier["by"] for earlier in listed["history"]] == ["Olena"]
    assert [told["leads"] for told in judging.list_judgements(everything=True)] == [False, True]


def test_a_decision_is_taken_back_by_a_further_one(spoken: Workplace) -> None:
    one = named()
    decide(spoken, one.id, Judgement.POSITIVE)
    last = decide(spoken, one.id, Judgement.NONE, why="I mixed up two calls.")
    assert judgements.judgements_in_force() == ()
    assert judging.list_judgements() == []
    assert [told["id"] for told in judging.list_judgements(one.id)] == [last.id]
    assert len(judgements.all_judgements()) == 2
    again = decide(spoken, one.id, Judgement.POSITIVE)
    assert again.supersedes == last.id


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("attr-ffffffffffff", "fits nothing"),
        ("", "fits"),
        ("attr-", "attributions"),
        ("a:1=b:2", "two profiles"),
        ("=", "two profiles"),
        ("voice-1+voice-2", "two voices"),
        ("voice-" + "0" * 16 + "+voice-" + "1" * 16, "two voices"),
    ],
)
def test_what_is_not_there_cannot_be_judged(spoken: Workplace, subject: str, words: str) -> None:
    with pytest.raises(WrongUsage, match=words):
        decide(spoken, subject, Judgement.POSITIVE)
    assert not JudgementRow.objects.exists()


def test_a_decision_needs_a_reason_and_taking_back_needs_a_decision(spoken: Workplace) -> None:
    with pytest.raises(WrongUsage, match="needs a reason"):
        decide(spoken, named().id, Judgement.POSITIVE, why="  ")
    with pytest.raises(WrongUsage, match="to take back"):
        decide(spoken, named().id, Judgement.NONE)
    with pytest.raises(WrongUsage, match="no judgement"):
        judging.list_judgements("judgement-123")
    assert not JudgementRow.objects.exists()


def test_a_reason_whose_bytes_are_no_utf_8_is_kept_as_far_as_it_is(spoken: Workplace) -> None:
    """So Python hands on arguments of a terminal with another encoding."""
    record = decide(spoken, named().id, Judgement.UNSURE, why="caf\udce9", by="Ren\udce9e")
    assert (record.why, record.by) == ("caf?", "Ren?e")


def test_two_profiles_are_judged_in_whatever_order_they_are_named(spoken: Workplace) -> None:
    left, right = sorted({one.profiles[0] for one in all_attributions() if one.profiles})[:2]
    first = decide(spoken, f"{left}={right}", Judgement.POSITIVE)
    second = decide(spoken, f"{right}={left}", Judgement.NEGATIVE)
    assert first.subject == second.subject == f"{left}={right}"
    assert judgements.judgements_in_force() == (second,)
    with pytest.raises(WrongUsage, match="two profiles"):
        decide(spoken, f"{left}={left}", Judgement.POSITIVE)


def test_a_changed_a_lost_and_a_forged_decision_are_found(spoken: Workplace) -> None:
    record = decide(spoken, named().id, Judgement.POSITIVE)
    row = JudgementRow.objects.get(id=record.id)
    kept = dict(row.body)
    row.body = {**kept, "verdict": "negative"}
    row.save()
    assert {p["kind"] for p in custody.verify(spoken)["problems"]} == {"row_changed", "row_missing"}
    row.delete()
    assert [p["kind"] for p in custody.verify(spoken)["problems"]] == ["row_missing"]


@pytest.mark.file_store
def test_forgetting_a_recording_takes_what_was_decided_about_its_speakers(
    spoken: Workplace,
) -> None:
    one = named()
    decide(spoken, one.id, Judgement.POSITIVE, why="Quoted words of the call.")
    decide(spoken, one.id, Judgement.NEGATIVE, why="More quoted words.")
    other = next(a for a in all_attributions() if a.call_id != one.call_id)
    kept = decide(spoken, other.id, Judgement.UNSURE)
    (sha256, *_) = next(call for call in calls.all_calls() if call.id == one.call_id).recordings
    tombstone = forget(spoken, sha256, why="The source withdrew consent.")
    assert tombstone.removed["judgement"] == 2
    assert judgements.all_judgements() == (kept,)
    assert custody.verify(spoken)["ok"]
    store = spoken.folder.database.read_bytes()
    assert b"uoted words" not in store


def test_forged_decisions_supersede_nothing_about_others_and_leave_one_that_leads(
    spoken: Workplace,
) -> None:
    record = decide(spoken, named().id, Judgement.POSITIVE)
    circle = [
        replace(record, id="judgement-x", subject="a:1=a:2", supersedes="judgement-y"),
        replace(record, id="judgement-y", subject="a:1=a:2", supersedes="judgement-x"),
        replace(record, id="judgement-z", subject="a:3=a:4", supersedes=record.id),
    ]
    with writing(spoken.folder.database):
        for one in circle:
            judgements.add(one, actor="a bag")
    leads = {one["id"] for one in judging.list_judgements(everything=True) if one["leads"]}
    assert leads == {record.id, "judgement-y", "judgement-z"}


def test_decisions_travel_with_a_bag_and_keep_their_authors(
    spoken: Workplace, tmp_path: Path
) -> None:
    record = decide(spoken, named().id, Judgement.POSITIVE, by="Olena")
    export_as("bag", spoken, tmp_path / "bag", progress=SILENT)
    disconnect()
    other = create_case(tmp_path / "other", time_zone="Europe/Kyiv", region="RU")
    taken = take_bag(other, tmp_path / "bag", progress=SILENT)
    assert taken.rows["judgements"] == 1
    assert taken.not_read == ()
    assert judgements.all_judgements() == (record,)
    assert custody.verify(other)["ok"]


def test_a_decision_about_what_was_forgotten_here_does_not_come_back_in_a_bag(
    spoken: Workplace, spoken_once: Path, tmp_path: Path
) -> None:
    one = named()
    decide(spoken, one.id, Judgement.POSITIVE)
    other = next(a for a in all_attributions() if a.call_id != one.call_id and a.person_id)
    kept = decide(spoken, other.id, Judgement.POSITIVE)
    (sha256, *_) = next(call for call in calls.all_calls() if call.id == one.call_id).recordings
    export_as("bag", spoken, tmp_path / "bag", progress=SILENT)
    disconnect()
    shutil.copytree(spoken_once, tmp_path / "here")
    here = open_case(tmp_path / "here")
    forget(here, sha256, why="The source withdrew consent.")
    assert take_bag(here, tmp_path / "bag", progress=SILENT).rows["judgements"] == 1
    assert judgements.all_judgements() == (kept,)
    assert custody.verify(here)["ok"]


def test_two_voices_are_judged_by_their_ids(spoken: Workplace) -> None:
    from earwitness.records.custody import Provenance
    from earwitness.records.voices import Voice, Voices
    from earwitness.runtime.records_json import to_json
    from earwitness.runtime.store import recordings, results

    told = {}
    hashes = [recording.sha256 for recording in recordings.all_recordings()][:2]
    with writing(spoken.folder.database):
        for sha256 in hashes:
            voice = Voice(speaker_label="voice-1", channel=0, speech_ms=900, embedding="")
            found = Voices(
                encoder="x", encoder_version="1", weights_digest="", embedding_size=0,
                channels=(), voices=(voice,), spans=(),
            )  # fmt: skip
            made_by = Provenance(
                stage="voices", engine="x", version="1", weights_digest="", options="{}",
                input_digests=(sha256,),
            )  # fmt: skip
            results.save(sha256, made_by, to_json(found), actor="test")
    told = results.digests("voices")
    left, right = (voice_id(sha256, "voice-1", told[sha256]) for sha256 in hashes)
    record = decide(spoken, f"{right}+{left}", Judgement.POSITIVE)
    assert record.subject == voice_pair_id(left, right)
    assert sorted(record.recordings) == sorted(hashes)


def test_a_store_of_an_earlier_version_is_brought_up_to_date(spoken: Workplace) -> None:
    from django.core.management import call_command

    root = spoken.folder.root
    call_command("migrate", "store", "0010", verbosity=0)
    disconnect()
    place = open_case(root)
    decide(place, named().id, Judgement.POSITIVE)
    assert journal.has("judge")
    assert custody.verify(place)["ok"]
