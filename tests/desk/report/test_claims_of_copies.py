"""What is said on a copy is told as a copy's, and stands once in the table of losses."""

import json
from typing import Any

import pytest
from django.db import transaction

from desk.report.small_case import CLAIM
from earwitness.app.answers import list_calls
from earwitness.cli import commands
from earwitness.desk.report.gathering import gather
from earwitness.desk.report.rendering import render_report
from earwitness.records.custody import Provenance
from earwitness.records.duplicates import DuplicateGroup, DuplicatePair, Duplicates, Relation
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results


def save(stage: str, subject: str, output: Any) -> None:
    """A result as if an engine had made it."""
    maker = Provenance(
        stage=stage,
        engine="fake",
        version="1",
        weights_digest="",
        options="",
        input_digests=(digest(output),),
    )
    with transaction.atomic():
        results.save(subject, maker, output, actor="test")


@pytest.fixture
def original_and_copy(spoken: Workplace) -> tuple[str, str]:
    """The first call's recording with its claim of twelve dead, and the second as its copy."""
    first, second = list_calls()[:2]
    (original,), (copy,) = ([own["sha256"] for own in one["recordings"]] for one in (first, second))
    save("duplicates", "case", to_json(one_group(original, copy, Relation.REENCODED)))
    claim = {"id": "claim-on-the-copy", "call_id": second["id"], "sha256": copy}
    save("claims", copy, {"claims": [{**to_json(CLAIM), **claim}], "themes": []})
    return original, copy


def one_group(best: str, copy: str, relation: Relation) -> Duplicates:
    first, second = sorted((best, copy))
    pair = DuplicatePair(
        first=first,
        second=second,
        relation=relation,
        offset_ms=0,
        overlap_ms=2_000,
        score=0.8,
        chance=0.0,
        level_db=0.0,
    )
    group = DuplicateGroup(id="dup-1", best=best, why=(), members=(best, copy), pairs=(pair,))
    return Duplicates(compared=2, landmarks_kept=4, groups=(group,))


def claims_told(place: Workplace, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    told = ["-C", str(place.folder.root), "claims", "--kind", "loss", "--json"]
    assert commands._run(told) == 0
    return {one["id"]: one for one in json.loads(capsys.readouterr().out)}


def losses_told(place: Workplace) -> set[str]:
    return {one.located.id for loss in gather(place).losses for one in loss.statements}


def test_a_claim_on_a_copy_names_the_best_original(
    spoken: Workplace, original_and_copy: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    original, _ = original_and_copy
    told = claims_told(spoken, capsys)
    assert told.pop("claim-on-the-copy")["duplicate_of"] == original
    assert told and all("duplicate_of" not in one for one in told.values())


def test_a_loss_said_on_original_and_copy_stands_once_in_the_table(
    spoken: Workplace, original_and_copy: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    everything = set(claims_told(spoken, capsys))
    assert losses_told(spoken) == everything - {"claim-on-the-copy"}


def test_a_loss_heard_on_the_copy_alone_is_not_lost(
    spoken: Workplace, original_and_copy: tuple[str, str]
) -> None:
    original, _ = original_and_copy
    save("claims", original, {"claims": [], "themes": []})
    assert losses_told(spoken) == {"claim-on-the-copy"}


def test_a_recording_that_only_overlaps_the_best_keeps_its_claims(
    spoken: Workplace, original_and_copy: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    overlap = one_group(*original_and_copy, Relation.OVERLAP)
    save("duplicates", "case", to_json(overlap))
    assert "duplicate_of" not in claims_told(spoken, capsys)["claim-on-the-copy"]
    assert "claim-on-the-copy" in losses_told(spoken)


def test_the_report_marks_the_copy_and_counts_it(
    spoken: Workplace, original_and_copy: tuple[str, str]
) -> None:
    original, _ = original_and_copy
    data = gather(spoken)
    assert data.counts.duplicates == 1
    assert f"<b>Duplicate</b> of recording <code>{original[:12]}</code>" in render_report(data)
