"""Baselines: whoever the line is saved as is the speaker.

`number_join` asks that all entries agree on one name; `newest_entry` takes the name that most
entries give, of several the one in the newest source, as somebody in a hurry would.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.profile import Profile
from worlds.world import World


def number_join(world: World) -> Sequence[Attribution]:
    """One candidate for each side whose line has exactly one name (case and order aside).

    The join knows no doubt: its probability is 1, its weight 10.
    """
    by_line = _by_line(world)
    return [
        _attribution(call_id, side, line, by_line[line])
        for call_id, side, line in _sides(world)
        if len({_key(profile) for profile in by_line[line]}) == 1
    ]


def newest_entry(world: World) -> Sequence[Attribution]:
    """One candidate for each side whose line is in any source; probability 1, weight 10."""
    by_line = _by_line(world)
    days = {source.id: source.as_of for source in world.sources}
    return [
        _attribution(call_id, side, line, _most_named(by_line[line], days))
        for call_id, side, line in _sides(world)
        if by_line[line]
    ]


def _by_line(world: World) -> defaultdict[str, list[Profile]]:
    by_line: defaultdict[str, list[Profile]] = defaultdict(list)
    wanted = {line for _, _, line in _sides(world)}
    for profile in world.profiles():
        for number in profile.numbers:
            if number in wanted:
                by_line[number].append(profile)
    return by_line


def _sides(world: World) -> list[tuple[str, str, str]]:
    return [
        (call.id, side, line)
        for call in world.calls
        for side, line in (("caller", call.caller), ("called", call.called))
        if line
    ]


def _most_named(profiles: Sequence[Profile], days: Mapping[str, str]) -> list[Profile]:
    own: defaultdict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in profiles:
        own[_key(profile)].append(profile)
    return max(own.values(), key=lambda some: (len(some), max(days[p.source_id] for p in some)))


def _key(profile: Profile) -> tuple[str, ...]:
    return tuple(sorted(profile.name.lower().replace("ё", "е").split()))


def _attribution(call_id: str, side: str, line: str, profiles: Sequence[Profile]) -> Attribution:
    references = tuple(sorted(profile.reference for profile in profiles))
    return Attribution(
        id=f"{call_id} {side}",
        call_id=call_id,
        speaker_label="",
        side=side,
        line=line,
        person_id=references[0],
        person_name=profiles[0].name,
        profiles=references,
        match_weight=10.0,
        probability=1.0,
        evidence=(EvidenceItem(kind="number", detail="", weight=10.0, source=references[0]),),
    )
