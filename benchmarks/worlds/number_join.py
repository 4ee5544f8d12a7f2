"""Baseline: whoever the line is saved as is the speaker, if all entries agree on one name."""

from collections import defaultdict
from collections.abc import Sequence

from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.profile import Profile
from worlds.world import World


def number_join(world: World) -> Sequence[Attribution]:
    """One candidate for each side whose line has exactly one name (case and order aside).

    The join knows no doubt: its probability is 1, its weight 10.
    """
    by_line: defaultdict[str, list[Profile]] = defaultdict(list)
    wanted = {line for call in world.calls for line in (call.caller, call.called) if line}
    for profile in world.profiles():
        for number in profile.numbers:
            if number in wanted:
                by_line[number].append(profile)
    return [
        _attribution(call.id, side, line, by_line[line])
        for call in world.calls
        for side, line in (("caller", call.caller), ("called", call.called))
        if line and len({_key(profile) for profile in by_line[line]}) == 1
    ]


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
