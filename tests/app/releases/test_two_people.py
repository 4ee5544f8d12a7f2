"""Two people: who signs, what voids it, what the gate keeps in."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.releases.conftest import NAME, chosen
from earwitness.app import custody
from earwitness.app.release_packages import edition_folder
from earwitness.app.releases import choices, corrections, sayings
from earwitness.app.releases.answers import release_answer
from earwitness.app.releases.building import build
from earwitness.app.releases.clips import drop_clip
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.history import public_now, public_spans
from earwitness.app.releases.publishing import publish
from earwitness.app.releases.signing import sign, waive
from earwitness.app.releases.standing import Standing, newest_edition, standing_of
from earwitness.app.releases.suggested import (
    all_suggestions,
    dismiss_suggestions,
    take_suggestions,
)
from earwitness.publication.packages import list_package, package_digest
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.gate import GateReport, Identifier, IdentifierKind, Unopened
from earwitness.records.release import CoverReason, SuggestedCover
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, releases
from earwitness.runtime.store.models import (
    GateLookRow,
    ReleaseDraftRow,
    ReleaseEditionRow,
    SignOffRow,
    WaiverRow,
)
from fakes.release_tools import Desk, finding

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def built(spoken: Workplace, desk: Desk) -> Standing:
    """The first edition of one harmless clip."""
    chosen(spoken)
    return build(spoken, desk.tools(), NAME, by="Olena")


def folder(place: Workplace, number: int = 1) -> Path:
    return edition_folder(place.folder, NAME, number)


def now(place: Workplace, desk: Desk) -> Standing:
    return standing_of(place, desk.tools(), newest_edition(NAME), draft=draft_of(NAME))


def signed_by_two(place: Workplace, desk: Desk) -> Standing:
    sign(place, desk.tools(), NAME, by="Olena Marchenko")
    return sign(place, desk.tools(), NAME, by="Taras Hnatiuk")


def actions(*wanted: str) -> list[str]:
    return [one.action for one in journal.entries() if one.action in wanted]


def test_a_clean_edition_is_signed_by_two_and_copied_out(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    assert built.missing and "2 more people" in built.missing[0]
    assert signed_by_two(spoken, desk).missing == ()
    done = publish(spoken, desk.tools(), NAME, tmp_path / "out", by="Olena")
    assert package_digest(list_package(tmp_path / "out")) == built.edition.package_digest
    for own in (tmp_path / "out").rglob("*"):
        assert not own.is_symlink() and own.stat().st_nlink == (2 if own.is_dir() else 1)
    assert (tmp_path / "out") not in desk.looked_at and len(desk.looked_at) == 2
    assert desk.looked_at[1].parent == tmp_path, "the gate looks at the copy where it lies"
    assert public_now(NAME) == done.step
    assert sorted(path.name for path in tmp_path.iterdir() if "unfinished" in path.name) == []
    assert custody.verify(spoken)["ok"]


@pytest.mark.parametrize(
    "again",
    [
        "Olena Marchenko",
        "olena marchenko ",
        "Olena  Marchenko",
        "OLENA MARCHENKO",
        "Marchenko Olena",
        "Оlena Marchenko",
        "Олена Марченко",
        "Olena\u200b Marchenko",
        "Ólena Marchenko",
    ],
)
def test_one_person_is_not_two(spoken: Workplace, desk: Desk, built: Standing, again: str) -> None:
    sign(spoken, desk.tools(), NAME, by="Olena Marchenko")
    with pytest.raises(WrongUsage, match="signed edition 1 already"):
        sign(spoken, desk.tools(), NAME, by=again)
    assert len(now(spoken, desk).sign_offs) == 1


def rewrite(own: Path) -> None:
    (own / "page.txt").write_bytes((own / "page.txt").read_bytes()[:-1] + b"?")
    (own / "page.txt").chmod(0o600)


CHANGES: list[tuple[str, Callable[[Path], object]]] = [
    ("was changed", rewrite),
    ("was added", lambda own: (own / "more.txt").write_text("x")),
    ("is missing", lambda own: (own / "style.css").unlink()),
    ("is missing", lambda own: (own / "style.css").rename(own / "Style.css")),
    ("is a link", lambda own: (own / "link.txt").symlink_to("page.txt")),
    ("is an empty folder", lambda own: (own / "empty").mkdir()),
    ("other accounts", lambda own: (own / "page.txt").chmod(0o644)),
    ("a program", lambda own: (own / "page.txt").chmod(0o700)),
    ("is gone", shutil.rmtree),
]


@pytest.mark.parametrize(("words", "change"), CHANGES)
def test_two_people_sign_a_third_changes_something_and_the_sign_offs_are_void(
    spoken: Workplace,
    desk: Desk,
    built: Standing,
    tmp_path: Path,
    words: str,
    change: Callable[[Path], object],
) -> None:
    signed_by_two(spoken, desk)
    change(folder(spoken))
    standing = now(spoken, desk)
    assert standing.sign_offs == () and len(standing.void) == 2
    assert any(words in one for one in standing.changes)
    for act in (
        lambda: publish(spoken, desk.tools(), NAME, tmp_path / "out"),
        lambda: sign(spoken, desk.tools(), NAME, by="Ivan"),
        lambda: waive(spoken, desk.tools(), NAME, "finding-", why="So.", by="Ivan"),
    ):
        with pytest.raises(CaseUnusable, match="sign-off is void"):
            act()
    assert not (tmp_path / "out").exists() and public_now(NAME) is None
    problems = custody.verify(spoken)["problems"]
    assert {one["kind"] for one in problems} == (
        set() if words == "is gone" else {"package_changed"}
    )


def test_a_change_of_the_draft_needs_another_edition(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    signed_by_two(spoken, desk)
    sayings.say(spoken, NAME, "method", ["We listened twice."])
    assert "was changed since" in now(spoken, desk).missing[0]
    with pytest.raises(CaseUnusable, match="changed since edition 1"):
        publish(spoken, desk.tools(), NAME, tmp_path / "out")
    again = build(spoken, desk.tools(), NAME)
    assert again.edition.number == 2 and again.sign_offs == ()
    with pytest.raises(WrongUsage, match="Edition 1 is not the newest"):
        sign(spoken, desk.tools(), NAME, by="Ivan", edition_number=1)


def test_a_finding_keeps_an_edition_in_until_two_people_accept_it(
    spoken: Workplace, desk: Desk, tmp_path: Path
) -> None:
    chosen(spoken)
    desk.findings = [finding()]
    desk.unopened = [Unopened(path="page.txt", where="member a.zip", why="it is encrypted")]
    built = build(spoken, desk.tools(), NAME)
    ids = [one.id for one in built.matters]
    assert len(ids) == 2 and ids[1].startswith("unopened-")
    for own in ids:
        with pytest.raises(CaseUnusable, match="findings in edition 1"):
            sign(spoken, desk.tools(), NAME, by="Olena")
        waive(spoken, desk.tools(), NAME, own, why="It is a price.", by="Olena")
        with pytest.raises(WrongUsage, match="accepted that finding already"):
            waive(spoken, desk.tools(), NAME, own, why="Again.", by="ОLENA")
        with pytest.raises(CaseUnusable, match="have not accepted"):
            sign(spoken, desk.tools(), NAME, by="Olena")
        waive(spoken, desk.tools(), NAME, own, why="I looked, too.", by="Taras")
    assert signed_by_two(spoken, desk).missing == ()
    publish(spoken, desk.tools(), NAME, tmp_path / "out")
    assert actions("release_waiver") == ["release_waiver"] * 4
    assert custody.verify(spoken)["ok"]


def test_a_waiver_needs_a_finding_and_a_reason_and_holds_for_these_bytes_only(
    spoken: Workplace, desk: Desk
) -> None:
    chosen(spoken)
    desk.findings = [finding()]
    build(spoken, desk.tools(), NAME)
    with pytest.raises(WrongUsage, match="fits no findings"):
        waive(spoken, desk.tools(), NAME, "finding-9", why="So.", by="Olena")
    with pytest.raises(WrongUsage, match="reason is empty"):
        waive(spoken, desk.tools(), NAME, "finding-0001", why="", by="Olena")
    for person in ("Olena", "Taras"):
        waive(spoken, desk.tools(), NAME, "finding-0001", why="A price.", by=person)
    sayings.say(spoken, NAME, "method", ["We listened twice."])
    again = build(spoken, desk.tools(), NAME)
    assert [one.accepted for one in again.matters] == [False]


def test_the_gate_looks_again_when_there_is_more_to_keep_back(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    signed_by_two(spoken, desk)
    desk.identifiers.append(
        Identifier(kind=IdentifierKind.NAME, value="Светозаров", told="a surname of the case")
    )
    desk.findings = [finding()]
    assert now(spoken, desk).look is None and "look again" in now(spoken, desk).missing[0]
    looks = len(desk.looked_at)
    with pytest.raises(CaseUnusable, match="have not accepted"):
        publish(spoken, desk.tools(), NAME, tmp_path / "out")
    assert len(desk.looked_at) == looks + 1
    assert len(releases.looks(NAME, 1)) == 2


def test_a_look_stays_good_while_nothing_changes(
    spoken: Workplace, desk: Desk, built: Standing
) -> None:
    signed_by_two(spoken, desk)
    assert len(desk.looked_at) == len(releases.looks(NAME, 1)) == 1


def test_what_the_gate_finds_in_the_copy_alone_stops_the_publishing(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    signed_by_two(spoken, desk)
    desk.findings = [finding()]
    with pytest.raises(CaseUnusable, match="in the copy"):
        publish(spoken, desk.tools(), NAME, tmp_path / "out")
    assert public_now(NAME) is None
    assert not any("unfinished" in path.name or path.name == "out" for path in tmp_path.iterdir())


def test_one_signature_is_not_enough_and_no_folder_is_overwritten(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    sign(spoken, desk.tools(), NAME, by="Olena")
    with pytest.raises(CaseUnusable, match="1 of 2 people"):
        publish(spoken, desk.tools(), NAME, tmp_path / "out")
    sign(spoken, desk.tools(), NAME, by="Taras")
    (tmp_path / "there").mkdir()
    for target, words in (
        (tmp_path / "there", "already"),
        (tmp_path / "no" / "out", "no folder"),
        (spoken.folder.root / "out", "inside the case"),
    ):
        with pytest.raises(WrongUsage, match=words):
            publish(spoken, desk.tools(), NAME, target)
    assert public_now(NAME) is None


def test_a_package_is_closed_to_other_accounts(spoken: Workplace, built: Standing) -> None:
    own = folder(spoken)
    for path in (spoken.folder.releases, own.parent, own, *own.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, CaseUnusable])
def test_a_build_that_is_stopped_leaves_nothing_half(
    spoken: Workplace, desk: Desk, stop: type[BaseException]
) -> None:
    chosen(spoken)

    def stopped(*_: object) -> None:
        raise stop("now", remedy="") if stop is CaseUnusable else stop

    tools = replace(desk.tools(), check=stopped)  # type: ignore[arg-type]
    with pytest.raises(stop):
        build(spoken, tools, NAME)
    assert list((spoken.folder.releases / NAME).iterdir()) == []
    assert releases.editions(NAME) == () and actions("release_edition", "release_gate") == []
    assert build(spoken, desk.tools(), NAME).edition.number == 1


def test_what_a_killed_build_left_is_built_over(spoken: Workplace, desk: Desk) -> None:
    chosen(spoken)
    left = folder(spoken)
    left.mkdir(parents=True)
    (left / "old.txt").write_text("of a build that was killed")
    build(spoken, desk.tools(), NAME)
    assert not (left / "old.txt").exists() and (left / "page.txt").exists()
    assert custody.verify(spoken)["ok"]


def test_suggested_covers_block_until_taken_or_dismissed(spoken: Workplace, desk: Desk) -> None:
    own = chosen(spoken)
    desk.suggested = [
        SuggestedCover(start_ms=300, end_ms=600, reason=CoverReason.NAME, words="Лена"),
        SuggestedCover(start_ms=900, end_ms=1200, reason=CoverReason.PLACE, words="Бородянкой"),
    ]
    with pytest.raises(CaseUnusable, match="cannot be built yet") as refused:
        build(spoken, desk.tools(), NAME)
    assert "2 suggested covers" in refused.value.remedy
    first, second = all_suggestions(spoken, desk.tools(), NAME)
    with pytest.raises(WrongUsage, match="reason is empty"):
        dismiss_suggestions(spoken, desk.tools(), NAME, own, [second.id], why="")
    with pytest.raises(WrongUsage, match="Nothing is suggested"):
        dismiss_suggestions(spoken, desk.tools(), NAME, own, ["zzz"], why="So.")
    dismiss_suggestions(spoken, desk.tools(), NAME, own, [second.id], why="The town was named.")
    draft = take_suggestions(spoken, desk.tools(), NAME, own)
    assert [(one.start_ms, one.end_ms) for one in draft.clips[0].covers] == [(300, 600)]
    states = [one.state for one in all_suggestions(spoken, desk.tools(), NAME)]
    assert states == ["covered", "dismissed"] and first.state == "open"
    build(spoken, desk.tools(), NAME)
    desk.suggested[1] = replace(desk.suggested[1], end_ms=1300)  # the transcript was corrected
    with pytest.raises(CaseUnusable, match="may not go out"):
        sign(spoken, desk.tools(), NAME, by="Olena")


def test_a_correction_is_a_next_edition_and_the_history_tells_what_was_public_when(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    own = draft_of(NAME).clips[0].id
    with pytest.raises(WrongUsage, match="Nothing of spring-1 was public yet"):
        corrections.correct(spoken, NAME, own, "He said Sunday.")
    signed_by_two(spoken, desk)
    first = publish(spoken, desk.tools(), NAME, tmp_path / "one")
    corrections.correct(spoken, NAME, own, "He said Sunday.", on="2026-12-01")
    build(spoken, desk.tools(), NAME)
    signed_by_two(spoken, desk)
    second = publish(spoken, desk.tools(), NAME, tmp_path / "two")
    assert b"He said Sunday." in (tmp_path / "two" / "page.txt").read_bytes()
    spans = public_spans(NAME)
    assert [(one.step, one.until) for one in spans] == [
        (first.step, second.step.at),
        (second.step, None),
    ]
    answer = release_answer(spoken, desk.tools(), draft_of(NAME))
    assert [one["edition"] for one in answer["public"]] == [1, 2]
    assert answer["public"][0]["until"] == answer["public"][1]["from"]
    assert custody.verify(spoken)["ok"]


def test_a_clip_that_was_public_cannot_vanish_but_is_withdrawn_with_its_reason(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    own = draft_of(NAME).clips[0].id
    signed_by_two(spoken, desk)
    publish(spoken, desk.tools(), NAME, tmp_path / "one")
    with pytest.raises(WrongUsage, match="cannot just vanish"):
        drop_clip(spoken, NAME, own)
    fresh = chosen(spoken, 2)
    with pytest.raises(WrongUsage, match="never public"):
        corrections.withdraw_clip(spoken, NAME, fresh, why="So.")
    drop_clip(spoken, NAME, fresh)
    draft = corrections.withdraw_clip(spoken, NAME, own, why="The voice was another's.")
    (clip,) = draft.clips
    assert (clip.title, clip.withdrawn) == ("On the line", "The voice was another's.")
    assert clip.covers == clip.facts == clip.speakers == ()
    with pytest.raises(WrongUsage, match="was withdrawn"):
        choices.warn(spoken, NAME, own, "x")
    build(spoken, desk.tools(), NAME)
    assert b"The voice was another's." in (folder(spoken, 2) / "page.txt").read_bytes()


def test_a_withdrawn_release_is_public_no_more_and_its_page_says_so(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    signed_by_two(spoken, desk)
    publish(spoken, desk.tools(), NAME, tmp_path / "one")
    corrections.withdraw_release(spoken, NAME, why="A source is in danger.", by="Olena")
    assert public_now(NAME) is None
    (span,) = public_spans(NAME)
    assert span.ended is not None and span.ended.why == "A source is in danger."
    with pytest.raises(WrongUsage, match="was withdrawn"):
        sayings.say(spoken, NAME, "method", ["x"])
    build(spoken, desk.tools(), NAME)
    signed_by_two(spoken, desk)
    publish(spoken, desk.tools(), NAME, tmp_path / "two")
    assert "A source is in danger." in (tmp_path / "two" / "page.txt").read_text()
    assert actions("release_published", "release_withdrawn") == [
        "release_published",
        "release_withdrawn",
        "release_published",
    ]
    assert custody.verify(spoken)["ok"]


def test_a_signature_that_was_written_into_the_store_is_worth_nothing(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    sign(spoken, desk.tools(), NAME, by="Olena")
    row = SignOffRow.objects.get()
    forged = {**row.body, "id": "sign-ffffffffffff", "by": "Taras"}
    SignOffRow.objects.create(id=forged["id"], release=NAME, edition=1, body=forged)
    standing = now(spoken, desk)
    assert standing.sign_offs == () and standing.unrecorded == ("sign-off",)
    assert "is not what the ledger recorded" in standing.missing[0]
    for act in (
        lambda: publish(spoken, desk.tools(), NAME, tmp_path / "out"),
        lambda: sign(spoken, desk.tools(), NAME, by="Ivan"),
        lambda: waive(spoken, desk.tools(), NAME, "finding", why="x", by="Ivan"),
        lambda: build(spoken, desk.tools(), NAME),
    ):
        with pytest.raises(CaseUnusable, match="not what the ledger recorded"):
            act()
    SignOffRow.objects.get(id=forged["id"]).delete()
    assert len(sign(spoken, desk.tools(), NAME, by="Ivan").sign_offs) == 2


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (GateLookRow, lambda body: body["report"].update(findings=[])),
        (WaiverRow, lambda body: body.update(by="Taras")),
        (ReleaseEditionRow, lambda body: body.update(by="Nobody")),
        (ReleaseDraftRow, lambda body: body.update(title="Another")),
    ],
)
def test_rows_that_were_changed_keep_a_release_in(
    spoken: Workplace, desk: Desk, table: Any, change: Callable[[Any], None]
) -> None:
    chosen(spoken)
    desk.findings = [finding()]
    build(spoken, desk.tools(), NAME)
    waive(spoken, desk.tools(), NAME, "finding", why="x", by="Olena")
    row = table.objects.order_by("-pk").first()
    change(row.body)
    row.save()
    with pytest.raises(CaseUnusable, match="not what the ledger recorded"):
        sign(spoken, desk.tools(), NAME, by="Taras")


def test_an_older_draft_does_not_lead_because_the_newest_was_deleted(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    signed_by_two(spoken, desk)
    sayings.say(spoken, NAME, "title", ["Something else"])
    ReleaseDraftRow.objects.order_by("-version")[0].delete()
    with pytest.raises(CaseUnusable, match="not what the ledger recorded"):
        publish(spoken, desk.tools(), NAME, tmp_path / "out")


def test_what_is_changed_while_the_gate_looks_at_the_copy_keeps_it_in(
    spoken: Workplace, desk: Desk, built: Standing, tmp_path: Path
) -> None:
    signed_by_two(spoken, desk)
    tools = desk.tools()

    def check(place: Workplace, *rest: Any) -> GateReport:
        sayings.say(spoken, NAME, "title", ["Something else"])
        return tools.check(place, *rest)

    with pytest.raises(CaseUnusable, match="while the gate looked"):
        publish(spoken, replace(tools, check=check), NAME, tmp_path / "out")
    assert not (tmp_path / "out").exists() and public_now(NAME) is None
