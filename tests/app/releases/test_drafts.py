"""Drafts: versions with their authors; nothing is chosen that nobody named."""

from collections.abc import Callable

import pytest

from app.releases.conftest import NAME, chosen, recording
from earwitness.app import custody
from earwitness.app.answers import all_claims
from earwitness.app.judging import judge
from earwitness.app.releases import choices, sayings
from earwitness.app.releases.clips import ClipWish, choose_clip, drop_clip, order_clips
from earwitness.app.releases.drafts import draft_of, new_release
from earwitness.app.releases.readiness import advice, obstacles
from earwitness.app.releases.words import clock, milliseconds
from earwitness.records.attribution import Judgement
from earwitness.records.errors import EarwitnessError, WrongUsage
from earwitness.records.release import CoverReason, ReleaseDraft, RestrictionReason, TextChoice
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, releases
from earwitness.runtime.store.models import LedgerRow, ReleaseDraftRow
from fakes.release_tools import Desk

pytestmark = pytest.mark.usefixtures("release")


def test_each_change_is_a_version_of_its_own_with_its_author(spoken: Workplace) -> None:
    own = chosen(spoken)
    choices.say_fact(spoken, NAME, own, "Place", "near Borodianka", by="Taras")
    told = [(one.version, one.by) for one in releases.drafts(NAME)]
    assert told == [(1, "Olena"), (2, "Olena"), (3, "Taras")]
    assert [e.action for e in journal.entries(subject=NAME)] == ["release_draft"] * 3
    assert releases.drafts(NAME)[1].clips[0].facts == ()
    assert custody.verify(spoken)["ok"]


def test_the_account_is_the_author_where_nobody_is_named(spoken: Workplace) -> None:
    assert sayings.say(spoken, NAME, "method", ["We listened."]).by == spoken.actor


def test_what_changes_nothing_makes_no_version(spoken: Workplace) -> None:
    first = sayings.say(spoken, NAME, "method", ["We listened."])
    assert sayings.say(spoken, NAME, "method", ["We listened."]) == first


def test_a_version_that_was_changed_in_the_store_is_found(spoken: Workplace) -> None:
    row = ReleaseDraftRow.objects.get(release=NAME, version=1)
    row.body = {**row.body, "title": "Another"}
    row.save()
    kinds = {one["kind"] for one in custody.verify(spoken)["problems"]}
    assert kinds == {"row_changed", "row_missing"}


def test_ids_and_default_order_follow_from_nothing(spoken: Workplace) -> None:
    """Chosen first to last, shown by random ids: in some of a few tries another order."""
    orders = set()
    for count in range(8):
        name = f"try-{count}"
        new_release(spoken, name, title="T")
        for number in (0, 1, 2):
            wish = ClipWish(start_ms=0, end_ms=2000)
            choose_clip(spoken, name, recording(number), wish)
        clips = draft_of(name).clips
        assert [clip.id for clip in clips] == sorted(clip.id for clip in clips)
        orders.add(tuple(clip.sha256 for clip in clips))
    assert len(orders) > 1
    ids = [clip.id for name in releases.names() for clip in draft_of(name).clips]
    assert len(ids) == len(set(ids)) == 24
    assert not any(letter in "aeiouy0123456789" for own in ids for letter in own)


def test_a_person_sets_the_order(spoken: Workplace) -> None:
    first, second = chosen(spoken, 1), chosen(spoken, 2)
    for order in ([first, second], [second, first]):
        assert [clip.id for clip in order_clips(spoken, NAME, order).clips] == order
    with pytest.raises(WrongUsage, match="1 of 2"):
        order_clips(spoken, NAME, [first, first])
    third = chosen(spoken, 0)
    assert [clip.id for clip in draft_of(NAME).clips] == [second, first, third]


def test_head_and_tail_are_cut_to_what_is_said_and_no_other_turn_is_let_in(
    spoken: Workplace,
) -> None:
    """Turns of the first recording lie at 0 to 1 s and at 1.1 to 2 s, the second's one turn at 0.1
    to 1.9 s."""
    second_turn = choose_clip(spoken, NAME, recording(0), ClipWish(start_ms=1020, end_ms=1980))
    assert (second_turn.clip.start_ms, second_turn.head_ms) == (1000, 20 - 40)
    assert second_turn.clip.end_ms <= 2000
    first_turn = choose_clip(spoken, NAME, recording(0), ClipWish(start_ms=0, end_ms=1050))
    assert first_turn.clip.end_ms == 1050 + -first_turn.tail_ms <= 1100
    exact = choose_clip(spoken, NAME, recording(1), ClipWish(start_ms=50, end_ms=9000, exact=True))
    assert (exact.clip.start_ms, exact.clip.end_ms) == (50, 2000)
    with pytest.raises(WrongUsage, match="Nobody speaks"):
        choose_clip(spoken, NAME, recording(1), ClipWish(start_ms=1950, end_ms=2000))
    with pytest.raises(WrongUsage, match="beginning and an end"):
        choose_clip(spoken, NAME, recording(1), ClipWish(start_ms=5))
    with pytest.raises(WrongUsage, match="empty, or lies behind"):
        choose_clip(spoken, NAME, recording(1), ClipWish(start_ms=5000, end_ms=6000))


def test_a_clip_is_changed_by_its_id_and_keeps_what_was_chosen(spoken: Workplace) -> None:
    own = chosen(spoken)
    choices.warn(spoken, NAME, own, "Hard words")
    wish = ClipWish(title="By phone", texts=(TextChoice.TRANSLATION,))
    changed = choose_clip(spoken, NAME, own, wish).clip
    assert (changed.title, changed.texts) == ("By phone", (TextChoice.TRANSLATION,))
    assert changed.warnings == ("Hard words",)
    assert len(draft_of(NAME).clips) == 1


def test_a_clip_of_the_dead_is_restricted_until_lifted_and_warned_of(
    spoken: Workplace, desk: Desk
) -> None:
    own = chosen(spoken, 0)
    draft = draft_of(NAME)
    assert draft.clips[0].restricted == (RestrictionReason.DEAD_OR_WOUNDED,)
    first = obstacles(spoken, desk.tools(), draft)
    assert len(first) == 2 and "the dead or wounded" in first[0] and "lift" in first[0]
    choices.lift(spoken, NAME, own, why="The family knows.", by="Olena")
    (left,) = obstacles(spoken, desk.tools(), draft_of(NAME))
    assert "warn" in left
    ready = choices.warn(spoken, NAME, own, "Tells of dead soldiers.")
    assert obstacles(spoken, desk.tools(), ready) == ()
    assert (ready.clips[0].lifted_by, ready.clips[0].lifted_why) == ("Olena", "The family knows.")


def test_only_a_restricted_clip_is_lifted_and_only_with_a_reason(spoken: Workplace) -> None:
    harmless = chosen(spoken, 1)
    with pytest.raises(WrongUsage, match="not restricted"):
        choices.lift(spoken, NAME, harmless, why="So.")
    with pytest.raises(WrongUsage, match="reason is empty"):
        choices.lift(spoken, NAME, chosen(spoken, 0), why=" ")


def test_only_who_speaks_in_the_clip_is_named(spoken: Workplace) -> None:
    own = chosen(spoken)
    label = "unknown"
    with pytest.raises(WrongUsage, match="Nobody of that label") as refused:
        choices.name_speaker(spoken, NAME, own, "zzz", "Nikita")
    label = refused.value.remedy.removeprefix("Those who do: ").removesuffix(".")
    choices.name_speaker(spoken, NAME, own, label, "Nikita", description="a soldier")
    draft = choices.name_speaker(spoken, NAME, own, label, "N.")
    assert [(one.name, one.description) for one in draft.clips[0].speakers] == [("N.", "")]


def test_a_rename_tells_how_often_the_name_is_said_and_that_it_is_not(spoken: Workplace) -> None:
    own = chosen(spoken)
    assert choices.rename(spoken, NAME, own, "Лена", "Оля")[1] == 1
    draft, times = choices.rename(spoken, NAME, own, "Вадим", "Пётр")
    assert times == 0 and len(draft.clips[0].renames) == 2
    (told,) = [text for text in advice(draft) if "becomes" in text]
    assert told.startswith(own) and "«Вадим»" in told


def test_a_name_that_is_said_beside_the_clip_is_not_said_in_it(spoken: Workplace) -> None:
    own = chosen(spoken, 0, start_ms=0, end_ms=1000, exact=True)
    assert choices.rename(spoken, NAME, own, "Серёжа", "Коля")[1] == 0


def test_a_cover_lies_in_the_clip_and_can_be_taken_away(spoken: Workplace) -> None:
    own = chosen(spoken)
    draft = choices.cover(spoken, NAME, own, (500, 900), reason=CoverReason.PLACE)
    assert [(one.start_ms, one.end_ms) for one in draft.clips[0].covers] == [(500, 900)]
    for span in ((900, 500), (5000, 6000)):
        with pytest.raises(WrongUsage, match="empty, or lies outside"):
            choices.cover(spoken, NAME, own, span)
    with pytest.raises(WrongUsage, match="reason is empty"):
        choices.uncover(spoken, NAME, own, (0, 2000), why="")
    after = choices.uncover(spoken, NAME, own, (0, 2000), why="It is no place.")
    assert after.clips[0].covers == () and after.why == "It is no place."


def test_a_finding_rests_on_a_claim_that_somebody_judged_to_be_so(spoken: Workplace) -> None:
    claim = next(one for one in all_claims() if one.claim.kind == "loss")
    own = chosen(spoken, 0)
    with pytest.raises(WrongUsage, match="Nobody has judged"):
        sayings.say_finding(spoken, NAME, claim.id, own, "A company lost twelve men.")
    judge(spoken, claim.id, Judgement.POSITIVE, why="Two others say so.", progress=SilentProgress())
    draft = sayings.say_finding(spoken, NAME, claim.id, own, "A company lost twelve men.")
    assert [(one.text, one.clip_id) for one in draft.findings] == [
        ("A company lost twelve men.", own)
    ]
    with pytest.raises(WrongUsage, match="another recording"):
        sayings.say_finding(spoken, NAME, claim.id, chosen(spoken, 1), "So.")
    assert drop_clip(spoken, NAME, own).findings == ()


def test_a_finding_whose_claim_is_judged_otherwise_later_keeps_the_release_in(
    spoken: Workplace, desk: Desk
) -> None:
    claim = next(one for one in all_claims() if one.claim.kind == "loss")
    own = chosen(spoken, 0)
    choices.lift(spoken, NAME, own, why="So.")
    choices.warn(spoken, NAME, own, "Tells of the dead.")
    judge(spoken, claim.id, Judgement.POSITIVE, why="Two say so.", progress=SilentProgress())
    draft = sayings.say_finding(spoken, NAME, claim.id, own, "A company lost twelve men.")
    assert obstacles(spoken, desk.tools(), draft) == ()
    judge(spoken, claim.id, Judgement.NEGATIVE, why="He boasted.", progress=SilentProgress())
    (left,) = obstacles(spoken, desk.tools(), draft)
    assert "nobody judges to be so any more" in left
    with pytest.raises(WrongUsage, match="says no finding"):
        sayings.say_finding(spoken, NAME, "claim-0", own, "")
    after = sayings.say_finding(spoken, NAME, claim.id, own, " ")
    assert after.findings == () and obstacles(spoken, desk.tools(), after) == ()


def test_a_lifted_restriction_does_not_reach_what_is_added_to_the_clip(spoken: Workplace) -> None:
    own = chosen(spoken, 0)
    (clip,) = choices.lift(spoken, NAME, own, why="The family knows.").clips
    shorter = ClipWish(start_ms=clip.start_ms + 100, end_ms=clip.end_ms - 100, exact=True)
    assert choose_clip(spoken, NAME, own, shorter).clip.lifted_why == "The family knows."
    longer = ClipWish(start_ms=clip.start_ms, end_ms=clip.end_ms, exact=True)
    assert choose_clip(spoken, NAME, own, longer).clip.lifted_why == ""


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda p: new_release(p, "Spring 1", title="T"), "no name"),
        (lambda p: new_release(p, "../up", title="T"), "no name"),
        (lambda p: new_release(p, NAME, title="T"), "already"),
        (lambda p: new_release(p, "other", title="  "), "title is empty"),
        (lambda p: new_release(p, "other", title="T", language="de"), "no pages"),
        (lambda p: draft_of("none"), "no release"),
        (lambda p: drop_clip(p, NAME, "zzz"), "no clips"),
        (lambda p: drop_clip(p, NAME, ""), "no clips"),
        (lambda p: sayings.say(p, NAME, "colour", ["red"]), "no field"),
        (lambda p: sayings.say(p, NAME, "published_on", ["soon"]), "no day"),
        (lambda p: sayings.say(p, NAME, "title", ["a", "b"]), "one line"),
        (lambda p: sayings.say(p, NAME, "publishers", ["fax"]), "no publisher"),
        (lambda p: sayings.say(p, NAME, "method", ["x" * 5001]), "too long"),
        (lambda p: sayings.say(p, NAME, "method", ["x"], by="x" * 101), "too long for a name"),
    ],
)
def test_what_makes_no_sense_is_refused_and_keeps_no_version(
    spoken: Workplace, call: Callable[[Workplace], ReleaseDraft], words: str
) -> None:
    before = LedgerRow.objects.count()
    with pytest.raises(EarwitnessError, match=words):
        call(spoken)
    assert LedgerRow.objects.count() == before


@pytest.mark.parametrize(
    ("text", "ms"),
    [("0:12", 12_000), ("0:12.5", 12_500), ("1:02:03", 3_723_000), ("12500", 12_500),
     ("61:05,25", 3_665_250)],
)  # fmt: skip
def test_times_are_typed_as_clocks_or_milliseconds(text: str, ms: int) -> None:
    assert milliseconds(text, "--from") == ms
    assert milliseconds(clock(ms), "--from") == ms


@pytest.mark.parametrize("text", ["", "12.5", "0:75", "1:75:00", "-5", "soon", "0:1"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage, match="no time"):
        milliseconds(text, "--from")
