"""This project's own way from a world to attributions; the one place to change when it changes."""

from collections.abc import Sequence

from earwitness.crossing.attribution import attribute
from earwitness.crossing.conversation import count_called_lines
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.records.attribution import Attribution
from worlds.world import World


def ours(world: World) -> Sequence[Attribution]:
    """Every call of the world against all its profiles, as the stage `cross` does it."""
    index = ProfileIndex.build(world.profiles())
    called_lines = count_called_lines(world.calls)
    return [
        attribution
        for call in world.calls
        for attribution in attribute(
            call,
            world.turns.get(call.id, ()),
            index,
            labels=world.labels.get(call.id, {}),
            called_lines=called_lines,
        )
    ]
