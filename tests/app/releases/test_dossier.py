"""The dossier for lawyers: all that is known of a release, kept inside and in the ledger."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.releases.conftest import NAME, chosen, recording
from earwitness.app.releases.building import build
from earwitness.app.releases.clips import drop_clip
from earwitness.app.releases.dossier import dossier_of, write_dossier
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.objections import answer, object_to, take_back
from earwitness.app.releases.signing import sign, waive
from earwitness.records.dossier import Dossier, Table
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from fakes.release_tools import Desk, finding

pytestmark = pytest.mark.usefixtures("release")


def text_of(dossier: Dossier) -> str:
    said = []
    for section in dossier.sections:
        said.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Table):
                said += [" | ".join(row) for row in block.rows] or [block.empty]
            else:
                said.append(block.text)
    return "\n".join(said)


def test_it_tells_where_the_clip_comes_from_what_was_accepted_and_who_signed(
    spoken: Workplace, desk: Desk
) -> None:
    chosen(spoken)
    desk.findings = [finding("leak-1")]
    build(spoken, desk.tools(), NAME, by="Olena")
    for person in ("Olena Marchenko", "Taras Hnatiuk"):
        waive(spoken, desk.tools(), NAME, "leak-1", why="It is our own number.", by=person)
    for person in ("Olena Marchenko", "Taras Hnatiuk"):
        sign(spoken, desk.tools(), NAME, by=person)
    text = text_of(dossier_of(spoken, draft_of(NAME), None))
    for told in (recording(1), "leak-1", "It is our own number.", "Taras Hnatiuk", "Edition 1"):
        assert told in text


def test_objections_stand_in_it_with_their_answers(spoken: Workplace, desk: Desk) -> None:
    clip = chosen(spoken)
    assert "Nobody objected." in text_of(dossier_of(spoken, draft_of(NAME), None))
    named = object_to(spoken, NAME, clip, why="His mother is named.", by="Petro")
    answer(spoken, NAME, named.id, why="The name is covered now.", by="Olena")
    early = object_to(spoken, NAME, clip, why="It is cut too early.", by="Petro")
    take_back(spoken, NAME, early.id, why="I misheard.", by="Petro")
    object_to(spoken, NAME, clip, why="The unit is a guess.", by="Iryna")
    told = text_of(dossier_of(spoken, draft_of(NAME), None))
    for end in (
        r"objection \| Petro \| .* UTC \| His mother is named\.\n"
        r"answer \| Olena \| .* UTC \| The name is covered now\.",
        r"taken back \| Petro \| .* \| I misheard\.",
        r"objection \| Iryna .*guess\.\nno answer \|  \|  \| It stands open\.",
    ):
        assert re.search(end, told)


def test_objections_to_a_clip_that_was_dropped_stay_in_it(spoken: Workplace, desk: Desk) -> None:
    clip = chosen(spoken)
    object_to(spoken, NAME, clip, why="His mother is named.", by="Petro")
    drop_clip(spoken, NAME, clip)
    told = text_of(dossier_of(spoken, draft_of(NAME), None))
    assert f"Objections to clip {clip}, which was dropped\nobjection | Petro" in told


def test_a_draft_of_which_nothing_was_built_has_a_dossier_too(
    spoken: Workplace, desk: Desk, tmp_path: Path
) -> None:
    chosen(spoken)
    out = tmp_path / "dossier.pdf"

    def cannot(place: Workplace, draft: object) -> object:
        raise CaseUnusable("Not yet.", remedy="Later.")

    write_dossier(spoken, replace(desk.tools(), prepare=cannot), NAME, out)  # type: ignore[arg-type]
    assert out.read_bytes().startswith(b"%PDF-")
    assert [one.subject for one in journal.entries() if one.action == "export"] == ["dossier"]


def test_it_is_never_written_into_the_case_nor_over_a_file(
    spoken: Workplace, desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(WrongUsage):
        write_dossier(spoken, desk.tools(), NAME, spoken.folder.root / "releases" / "dossier.pdf")
    there = tmp_path / "there.pdf"
    there.write_bytes(b"kept")
    with pytest.raises(WrongUsage):
        write_dossier(spoken, desk.tools(), NAME, there)
    assert there.read_bytes() == b"kept"
