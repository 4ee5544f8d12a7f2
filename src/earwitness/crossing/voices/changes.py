"""What is otherwise between two groupings of one archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from earwitness.records.voice_groups import VoiceGroup, VoiceGroups


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGroupChange:
    """One group by its id: `kind` is new, gone or changed; `joined` and `left` are ids of voices
    that it has now and had not before, and the other way round."""

    kind: str
    group: str
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def changes(before: VoiceGroups, after: VoiceGroups) -> tuple[VoiceGroupChange, ...]:
    """Every group whose members are otherwise, in the order of their ids."""
    return tuple(_changes(_members(before), _members(after)))


def _changes(
    before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]
) -> Iterator[VoiceGroupChange]:
    for group in sorted({*before, *after}):
        old, new = before.get(group, frozenset()), after.get(group, frozenset())
        if old == new:
            continue
        kind = "changed" if old and new else "new" if new else "gone"
        yield VoiceGroupChange(
            kind=kind, group=group, joined=tuple(sorted(new - old)), left=tuple(sorted(old - new))
        )


def _members(groups: VoiceGroups) -> dict[str, frozenset[str]]:
    every: Iterable[VoiceGroup] = (
        group for grouping in groups.groupings for group in grouping.groups
    )
    return {group.id: frozenset(member.id for member in group.members) for group in every}
