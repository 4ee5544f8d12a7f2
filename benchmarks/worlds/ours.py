"""This project's own way from a world to attributions; the one place to change when it changes."""

import tempfile
from collections.abc import Iterator, Sequence
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
from earwitness.records.profile import ProfileSource
from worlds.world import World

CALLS_AT_ONCE = 5_000


def ours(world: World) -> Sequence[Attribution]:
    """Every call of the world against the table of its profiles on disk, as the stage `cross`
    does it."""
    with tempfile.TemporaryDirectory() as folder:
        parts = parts_of(world, Path(folder))
        return [
            attribution
            for talks in _talks(world)
            for attributions in attribute_all(
                talks, index_near(talks, parts), call_graph(world.calls)
            )
            for attribution in attributions
        ]


def _talks(world: World) -> Iterator[list[Conversation]]:
    called_lines = count_called_lines(world.calls)
    for start in range(0, len(world.calls), CALLS_AT_ONCE):
        yield with_elsewhere(
            [
                conversation(
                    call, world.turns.get(call.id, ()), world.labels.get(call.id, {}), called_lines
                )
                for call in world.calls[start : start + CALLS_AT_ONCE]
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
