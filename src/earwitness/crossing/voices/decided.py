"""People's decisions about voices as constraints: who belongs together, who stays apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from earwitness.records.voice_groups import VoiceDecision, voice_pair_id


@dataclass(slots=True)
class Decided:
    """Constraints between voices, named by their places. `joined` holds sets of places that are
    one speaker, `apart` for a place those that are another one's."""

    joined: list[frozenset[int]] = field(default_factory=list)
    apart: dict[int, set[int]] = field(default_factory=dict)
    followed: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()


def leading(decisions: Iterable[VoiceDecision]) -> list[VoiceDecision]:
    """The newest decision about each pair, newest first."""
    newest: dict[str, VoiceDecision] = {}
    for decision in sorted(decisions, key=lambda one: (one.at, one.by, one.why, str(one.same))):
        newest[voice_pair_id(decision.left, decision.right)] = decision
    return sorted(newest.values(), key=_age, reverse=True)


def constraints(decisions: Iterable[VoiceDecision], place_of: Mapping[str, int]) -> Decided:
    """What the leading decisions demand of the voices that are there.

    "Two speakers" always holds. "One speaker" is followed from the newest on, unless it would put
    two together who are decided to be two.
    """
    out = Decided()
    led = [one for one in leading(decisions) if one.same is not None]
    known = [one for one in led if one.left in place_of and one.right in place_of]
    out.outdated = tuple(sorted({*_subjects(led)} - {*_subjects(known)}))
    for one in known:
        if not one.same:
            left, right = place_of[one.left], place_of[one.right]
            out.apart.setdefault(left, set()).add(right)
            out.apart.setdefault(right, set()).add(left)
    group_of: dict[int, frozenset[int]] = {}
    refused: list[VoiceDecision] = []
    for one in (one for one in known if one.same):
        left, right = place_of[one.left], place_of[one.right]
        first, second = group_of.get(left, frozenset({left})), group_of.get(right, {right})
        if any(out.apart.get(place, set()) & second for place in first):
            refused.append(one)
            continue
        both = frozenset(first | second)
        group_of.update(dict.fromkeys(both, both))
    out.joined = sorted(set(group_of.values()), key=min)
    out.contradicted = _subjects(refused)
    out.followed = tuple(sorted({*_subjects(known)} - {*out.contradicted}))
    return out


def _subjects(decisions: Iterable[VoiceDecision]) -> tuple[str, ...]:
    return tuple(sorted(voice_pair_id(one.left, one.right) for one in decisions))


def _age(one: VoiceDecision) -> tuple[object, ...]:
    return one.at, voice_pair_id(one.left, one.right)
