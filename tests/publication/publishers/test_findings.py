"""Approved findings in the formats of databases and courts: nothing but what was chosen."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from earwitness.publication.publishers.case_uco import CaseUcoPublisher
from earwitness.publication.publishers.follow_the_money import FollowTheMoneyPublisher
from earwitness.records.published import (
    PublishedAudio,
    PublishedClip,
    PublishedFact,
    PublishedFinding,
    PublishedGrade,
    PublishedRelease,
)
from fakes.ftm_schema import ENTITY_ID, SCHEMATA

GRADE = PublishedGrade(about="the caller", source="B", information="2", meaning="probably true")
SOUND = PublishedAudio(data=b"sound", extension="mp3", media_type="audio/mpeg", duration_ms=4200)
CLIP = PublishedClip(
    id="k3v9",
    title="A company that is no more",
    duration_ms=4200,
    audio=SOUND,
    facts=(PublishedFact(label="Place", value="near Bucha"),),
)
FINDING = PublishedFinding(id="q7w2", text="Of 90 men 18 are left.", clip_id="k3v9", grade=GRADE)
RELEASE = PublishedRelease(
    id="z5", title="Calls home", language="en", newsroom="The Example", clips=(CLIP,),
    findings=(FINDING,), published_on="2026-11-30",
)  # fmt: skip
EMPTY = PublishedRelease(id="z5", title="Calls home", language="en", clips=(CLIP,))


@pytest.mark.parametrize("publisher", [FollowTheMoneyPublisher(), CaseUcoPublisher()])
def test_without_approved_findings_there_is_no_file(
    publisher: FollowTheMoneyPublisher | CaseUcoPublisher,
) -> None:
    assert publisher.publish(EMPTY) == ()


def test_followthemoney_entities_fit_the_schema_and_the_finding_rests_on_its_clip() -> None:
    (file,) = FollowTheMoneyPublisher().publish(RELEASE)
    entities = [json.loads(line) for line in file.data.decode().splitlines()]
    assert [one["schema"] for one in entities] == ["Article", "Audio", "Note"]
    for one in entities:
        schemata, required, properties = SCHEMATA[one["schema"]]
        assert ENTITY_ID.fullmatch(one["id"]) and schemata[0] == one["schema"]
        assert set(required) <= set(one["properties"]) <= set(properties)
    note = entities[-1]["properties"]
    assert note["entity"] == [entities[1]["id"]]
    assert note["description"] == ["Of 90 men 18 are left.", "Grade B2: probably true"]


def test_a_clip_that_no_finding_rests_on_is_not_named() -> None:
    other = PublishedClip(id="n0", title="Another clip", duration_ms=1)
    release = PublishedRelease(
        id="z5", title="Calls home", language="en", clips=(CLIP, other), findings=(FINDING,)
    )
    for publisher in (FollowTheMoneyPublisher(), CaseUcoPublisher()):
        (file,) = publisher.publish(release)
        assert b"Another clip" not in file.data


def conforms(file: Path) -> subprocess.CompletedProcess[str]:
    """What the ontology's own validator says."""
    program = Path(sys.executable).with_name("case_validate")
    run = [str(program), "--built-version", "case-1.5.0", str(file)]
    return subprocess.run(run, capture_output=True, text=True, check=False)


def test_the_case_file_holds_against_the_shapes_of_the_ontology(tmp_path: Path) -> None:
    (file,) = CaseUcoPublisher().publish(RELEASE)
    path = tmp_path / file.path
    path.write_bytes(file.data)
    answer = conforms(path)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Conforms: True" in answer.stdout
    path.write_bytes(file.data.replace(b"uco-core:statement", b"uco-core:hasFacet"))
    assert "Conforms: False" in conforms(path).stdout
