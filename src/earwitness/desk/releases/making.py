"""What releases are made and looked at with; a test may put another in its place."""

from collections.abc import Callable

from earwitness.app.releases.tools import Tools
from earwitness.app.releases.wiring import tools as wired
from earwitness.runtime.progress import Progress

Make = Callable[[Progress | None], Tools]

_made: list[Make] = [wired]


def tools(progress: Progress | None = None) -> Tools:
    """The tools for one request, or for one piece of work."""
    return _made[0](progress)


def make_with(make: Make) -> None:
    """From now on use these tools."""
    _made[:] = [make]
