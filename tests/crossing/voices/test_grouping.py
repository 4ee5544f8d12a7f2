"""Voices of an archive become groups; people's decisions hold, and go without a trace."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.voices import grouping
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER
from earwitness.crossing.voices.grouping import bits_needed, group_voices
from earwitness.records.voice_groups import (
    CallVoice,
    VoiceDecision,
    VoiceGroups,
    voice_pair_id,
    voices_of_pair,
)
from fakes.known_voices import known_voice

FITTED = CALIBRATIONS[RESEMBLYZER]
THREE = [known_voice(speaker, 10 * speaker + call) for speaker in (1, 2, 3) for call in range(3)]
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def decision(left: CallVoice, right: CallVoice, same: bool | None, day: int = 0) -> VoiceDecision:
    return VoiceDecision(
        left=left.member.id,
        right=right.member.id,
        same=same,
        by="Anna",
        at=DAY + timedelta(days=day),
        why="heard both",
    )


def members(found: VoiceGroups) -> set[frozenset[str]]:
    return {
        frozenset(member.id for member in group.members)
        for one in found.groupings
        for group in one.groups
    }


def together(found: VoiceGroups, left: CallVoice, right: CallVoice) -> bool:
    return any({left.member.id, right.member.id} <= group for group in members(found))


def test_each_speaker_of_several_calls_is_a_group() -> None:
    (found,) = group_voices(THREE).groupings
    assert [len(group.members) for group in found.groups] == [3, 3, 3]
    for group in found.groups:
        assert group.cohesion is not None and group.weakest is not None
        assert group.cohesion >= group.weakest > 1
        assert group.strangers is not None and group.strangers < 0.5
    assert found.compared == 9
    assert found.encoder == RESEMBLYZER


def test_one_who_is_heard_once_is_in_no_group() -> None:
    found = group_voices([*THREE, known_voice(4, 40)])
    assert len(members(found)) == 3


@settings(max_examples=30, deadline=None)
@given(st.permutations(THREE), st.permutations(range(4)))
def test_the_order_in_which_anything_comes_is_no_matter(
    voices: list[CallVoice], order: list[int]
) -> None:
    decisions = [
        decision(THREE[0], THREE[3], True),
        decision(THREE[1], THREE[2], False, 1),
        decision(THREE[5], THREE[8], True, 1),
        decision(THREE[5], THREE[8], False, 2),
    ]
    assert group_voices(voices, [decisions[place] for place in order]) == group_voices(
        THREE, decisions
    )


PAIRS = st.tuples(
    st.sampled_from(list(combinations(range(len(THREE)), 2))),
    st.sampled_from([True, False, None]),
    st.integers(0, 5),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PAIRS, max_size=8))
def test_what_people_decided_holds_or_is_named(
    drawn: list[tuple[tuple[int, int], bool | None, int]],
) -> None:
    decisions = [decision(THREE[a], THREE[b], same, day) for (a, b), same, day in drawn]
    found = group_voices(THREE, decisions)
    newest = {}
    for one in sorted(decisions, key=lambda own: (own.at, own.by, own.why, str(own.same))):
        newest[voice_pair_id(one.left, one.right)] = one
    for subject, one in newest.items():
        inside = any({one.left, one.right} <= group for group in members(found))
        if one.same is False:
            assert not inside
        if one.same:
            assert inside or subject in found.contradicted
        if one.same is None:
            assert subject not in found.contradicted


@settings(max_examples=40, deadline=None)
@given(st.lists(PAIRS, max_size=5), PAIRS)
def test_a_decision_taken_back_leaves_nothing_behind(
    drawn: list[tuple[tuple[int, int], bool | None, int]],
    last: tuple[tuple[int, int], bool | None, int],
) -> None:
    decisions = [decision(THREE[a], THREE[b], same, day) for (a, b), same, day in drawn]
    (left, right), same, day = last
    taken = decision(THREE[left], THREE[right], same, day)
    before = group_voices(THREE, decisions)
    group_voices(THREE, [*decisions, taken])
    assert group_voices(THREE, decisions) == before
    own = {voice_pair_id(taken.left, taken.right)}
    others = [one for one in decisions if voice_pair_id(one.left, one.right) not in own]
    unsure = replace(taken, same=None, at=DAY + timedelta(days=9))
    assert group_voices(THREE, [*others, taken, unsure]) == group_voices(THREE, others)


def test_merging_brings_the_whole_groups_together_and_splitting_sends_one_away() -> None:
    merged = group_voices(THREE, [decision(THREE[0], THREE[3], True)])
    assert sorted(len(group) for group in members(merged)) == [3, 4] or together(
        merged, THREE[0], THREE[3]
    )
    split = group_voices(THREE, [decision(THREE[0], one, False) for one in THREE[1:3]])
    assert not together(split, THREE[0], THREE[1])
    assert together(split, THREE[1], THREE[2])


def test_a_group_keeps_its_id_when_another_call_comes() -> None:
    before = group_voices(THREE)
    after = group_voices([*THREE, known_voice(1, 50)])
    assert [one.id for one in after.groupings[0].groups] == [
        one.id for one in before.groupings[0].groups
    ]
    assert sum(map(len, members(after))) == sum(map(len, members(before))) + 1


def test_voices_of_one_recording_never_join_unless_somebody_says_so() -> None:
    twice = [known_voice(1, 1), known_voice(1, 1, label="voice-2"), known_voice(1, 2)]
    found = group_voices(twice)
    assert not together(found, twice[0], twice[1])
    assert together(group_voices(twice, [decision(twice[0], twice[1], True)]), *twice[:2])


def test_voices_of_different_encoders_never_meet() -> None:
    other = replace(RESEMBLYZER, weights_digest="0" * 64)
    voices = [known_voice(1, 1), known_voice(1, 2, encoder=other)]
    joined = decision(*voices, True)
    found = group_voices(voices, [joined])
    assert members(found) == set()
    assert [one.compared for one in found.groupings] == [0, 1] or len(found.groupings) == 2
    assert found.outdated == (voice_pair_id(joined.left, joined.right),)
    unfitted = next(one for one in found.groupings if one.encoder == other)
    assert unfitted.needed is None and unfitted.left_out[0].voices == 1


def test_people_may_join_what_cannot_be_compared() -> None:
    short = [known_voice(1, number, speech_ms=3_000) for number in (1, 2)]
    assert members(group_voices(short)) == set()
    (found,) = group_voices(short, [decision(*short, True)]).groupings
    assert found.groups[0].cohesion is None
    assert found.groups[0].decisions == (voice_pair_id(*(one.member.id for one in short)),)


def test_a_decision_about_a_voice_that_is_no_more_is_named_and_not_followed() -> None:
    gone = known_voice(1, 99)
    found = group_voices(THREE, [decision(THREE[0], gone, True)])
    assert found.outdated == (voice_pair_id(THREE[0].member.id, gone.member.id),)
    assert members(found) == members(group_voices(THREE))


def test_of_decisions_that_contradict_each_other_separation_wins_and_the_oldest_join_goes() -> None:
    a, b, c = THREE[0], THREE[3], THREE[6]
    told = [decision(a, b, True, 1), decision(b, c, True, 2), decision(a, c, False, 0)]
    found = group_voices(THREE, told)
    assert together(found, b, c) and not together(found, a, c)
    assert found.contradicted == (voice_pair_id(a.member.id, b.member.id),)


def test_among_more_voices_more_is_needed() -> None:
    needed = [bits_needed(voices, FITTED) for voices in (1, 10, 100, 1_000, 10_000)]
    assert needed == sorted(needed)
    assert needed[0] == grouping.LEAST_BITS
    assert needed[0] < needed[2] < needed[-1] == grouping.MOST_BITS


def test_in_a_larger_archive_more_strangers_are_to_be_expected() -> None:
    (few,) = group_voices(THREE).groupings
    more = [known_voice(number % 30 + 5, 100 + number) for number in range(30)]
    (many,) = group_voices([*THREE, *more]).groupings
    kept = {group.id: group.strangers or 0 for group in many.groups}
    assert all(kept[group.id] > (group.strangers or 0) for group in few.groups)


def test_more_neighbours_than_are_looked_at_still_make_one_group(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    often = [known_voice(0, number) for number in range(12)]
    voices = [*often, *(known_voice(speaker, 100 + speaker) for speaker in range(1, 39))]
    whole = group_voices(voices)
    assert sorted(len(group) for group in members(whole)) == [12]
    monkeypatch.setattr(grouping, "NEIGHBOURS", 2)
    assert members(group_voices(voices)) == members(whole)


def test_an_archive_in_which_all_sound_alike_has_no_groups_of_all() -> None:
    """Nothing shows whether that is one speaker or a population of which the fit knows nothing."""
    found = group_voices([known_voice(1, number) for number in range(60)])
    assert members(found) == set()
    assert found.groupings[0].held_back > 3


def test_an_archive_without_voices_has_no_groups() -> None:
    assert group_voices([]) == VoiceGroups()


def test_the_subject_of_a_decision_names_its_two_voices() -> None:
    ids = [voice.member.id for voice in THREE[:2]]
    subject = voice_pair_id(*ids)
    assert subject == voice_pair_id(*reversed(ids))
    assert voices_of_pair(subject) == tuple(sorted(ids))
    for other in ("claim-1", "", ids[0], f"{ids[0]}+{ids[0]}", f"{ids[0]}+voice-xyz"):
        assert voices_of_pair(other) is None
