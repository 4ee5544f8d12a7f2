"""The fictional worlds of `benchmarks/worlds`: one seed, one world; and true to their key."""

import re
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from worlds.calibration import calibration_error, reliability, weight_bins  # noqa: E402
from worlds.generate import make_world  # noqa: E402
from worlds.lines import Lines  # noqa: E402
from worlds.number_join import newest_entry, number_join  # noqa: E402
from worlds.ours import ours  # noqa: E402
from worlds.people import Village  # noqa: E402
from worlds.phrases_of import SPLITS, phrases_of  # noqa: E402
from worlds.scoring import judged, rates, recall_at  # noqa: E402
from worlds.settings import WORLDS  # noqa: E402
from worlds.splink_defaults import splink_defaults  # noqa: E402
from worlds.world import World  # noqa: E402

FICTIONAL = re.compile(r"\+79552\d{6}|\+38097000\d{4}")


@pytest.fixture(scope="module", params=list(WORLDS))
def world(request: pytest.FixtureRequest) -> World:
    return make_world(request.param, calls=60, decoys=300)


def test_the_same_seed_makes_the_same_world() -> None:
    first, again, other = (make_world("plain", calls=40, decoys=50, seed=s) for s in (1, 1, 2))
    assert (first.calls, first.turns, first.truth) == (again.calls, again.turns, again.truth)
    assert list(first.rows()) == list(again.rows())
    assert list(first.rows()) == list(first.rows())
    assert first.turns != other.turns


def test_no_held_out_phrase_is_in_development() -> None:
    development, held_out = (phrases_of(split) for split in SPLITS)
    assert development.keys() == held_out.keys()

    def bare(phrases: dict[str, list[str]]) -> set[str]:
        return {" ".join(re.findall(r"\w+", p.lower())) for own in phrases.values() for p in own}

    assert not bare(development) & bare(held_out)


def test_the_splits_share_no_sentence() -> None:
    development, held_out = (make_world("plain", split=s, calls=40, decoys=0) for s in SPLITS)
    said = [{t.text for turns in w.turns.values() for t in turns} for w in (development, held_out)]
    assert not {text for text in said[0] & said[1] if len(text.split()) > 3}


def test_the_truth_is_complete(world: World) -> None:
    known = set(world.owners.values())
    ids = {call.id for call in world.calls}
    assert len(ids) == len(world.calls) == 60
    assert {call_id for call_id, _ in world.truth} == ids
    for (call_id, side), spoken in world.truth.items():
        assert set(spoken.in_sources) == set(spoken.speakers) & known
        labels = {turn.speaker_label for turn in world.turns[call_id]}
        if world.labels[call_id]:
            assert labels <= set(world.labels[call_id].values())
        else:
            assert labels <= {"unknown"}
        assert side in {"caller", "called"}


def test_every_profile_of_a_speaker_is_in_the_key_and_nothing_gives_it_away(world: World) -> None:
    profiles = list(world.profiles())
    references = Counter(profile.reference for profile in profiles)
    assert set(references.values()) == {1}
    assert set(world.owners) <= set(references)
    assert len(profiles) >= len(world.owners) + 290
    assert not any(owner in reference for reference, owner in world.owners.items())
    sources = {source.id for source in world.sources}
    assert {profile.source_id for profile in profiles} <= sources


def test_all_numbers_are_fictional(world: World) -> None:
    numbers = {number for profile in world.profiles() for number in profile.numbers}
    numbers |= {line for call in world.calls for line in (call.caller, call.called) if line}
    assert all(FICTIONAL.fullmatch(number) for number in numbers)


def test_half_of_the_speakers_of_one_world_are_in_no_source() -> None:
    world = make_world("nobody", calls=200, decoys=0)
    spoken = [s for s in world.truth.values() if s.speakers]
    assert 0.35 < sum(bool(s.in_sources) for s in spoken) / len(spoken) < 0.65


def test_the_scorer_counts_what_it_says() -> None:
    world = make_world("stale", calls=120, decoys=0)
    found = judged(world, number_join(world))
    row = rates(world, found)[0]
    right = sum(one.is_right for one in found)
    assert row.attributed == len(found) > right > 0
    assert row.precision == right / len(found)
    assert row.findable == sum(bool(spoken.in_sources) for spoken in world.truth.values())
    assert row.precision_interval[0] <= row.precision <= row.precision_interval[1]
    assert calibration_error(reliability(found)) == pytest.approx(1 - row.precision)
    assert sum(one.count for one in weight_bins(found)) == len(found)


def test_the_software_and_both_baselines_run_on_a_world() -> None:
    world = make_world("plain", calls=120, decoys=500)
    sides = {(call.id, side) for call in world.calls for side in ("caller", "called")}
    rightly = {}
    for way in (ours, number_join, splink_defaults):
        attributions = way(world)
        assert {(a.call_id, a.side) for a in attributions} <= sides
        found = judged(world, attributions)
        assert all(0 <= one.attribution.probability <= 1 for one in found)
        rightly[way] = sum(one.is_right for one in found if one.leads)
    assert rightly[ours] > rightly[number_join] > 0


def test_recall_at_a_precision_never_falls_when_less_is_asked() -> None:
    world = make_world("stale", calls=200, decoys=0)
    found = judged(world, newest_entry(world))
    shares = [recall_at(world, found, precision) for precision in (0.99, 0.9, 0.5, 0.0)]
    assert shares == sorted(shares)
    leading_right = sum(one.is_right for one in found if one.leads)
    assert shares[-1] == leading_right / rates(world, found)[0].findable


def test_nobody_gets_a_line_before_its_earlier_owner_gave_it_up() -> None:
    village = Village(Random("lines"), replace(WORLDS["stale"], households=0), Lines())
    for _ in range(40):
        village.families("917")
    held: dict[str, list[tuple[date, date]]] = {}
    for person in village.everyone:
        ends = [since for _, since in person.lines[1:]] + [date.max]
        for (number, since), end in zip(person.lines, ends, strict=True):
            held.setdefault(number, []).append((since, end))
    shared = [sorted(spans) for spans in held.values() if len(spans) > 1]
    assert len(shared) > 5
    assert all(end <= since for spans in shared for (_, end), (since, _) in pairwise(spans))
