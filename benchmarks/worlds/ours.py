"""This project's own way from a world to attributions; the one place to change when it changes."""

import tempfile
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.conversation import (
    Conversation,
    conversation,
    count_called_lines,
    with_elsewhere,
)
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.profile_table.near import index_near
from earwitness.crossing.profile_table.parts import part_of, write_part
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.profile import ProfileSource
from worlds.world import World


def ours(world: World) -> Sequence[Attribution]:
    """Every call of the world against the table of its profiles on disk, as the stage `cross`
    does it."""
    with tempfile.TemporaryDirectory() as folder:
        talks = talks_of(world, world.calls)
        index = index_near(talks, parts_of(world, Path(folder)))
        found = attribute_all(talks, index, call_graph(world.calls))
        return [attribution for attributions in found for attribution in attributions]


def talks_of(world: World, calls: Sequence[Call]) -> list[Conversation]:
    """What is heard in these calls of a world, and in the others of their called lines."""
    called_lines = count_called_lines(calls)
    return with_elsewhere(
        [
            conversation(c, world.turns.get(c.id, ()), world.labels.get(c.id, {}), called_lines)
            for c in calls
        ]
    )


def parts_of(world: World, folder: Path) -> list[tuple[ProfileSource, Path]]:
    """Every source written as a part of the table; the profiles of a world fit into memory."""
    ordered = sorted(world.profiles(), key=attrgetter("source_id"))
    own = {key: list(some) for key, some in groupby(ordered, key=attrgetter("source_id"))}
    parts = []
    for source in world.sources:
        place = part_of(folder, source.id, source.sha256)
        write_part(place, own.get(source.id, []))
        parts.append((source, place))
    return parts
