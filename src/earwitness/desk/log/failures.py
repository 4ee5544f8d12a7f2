"""What of an error may stand in a log: its class, and the place in the program."""

from pathlib import Path
from traceback import StackSummary, walk_tb
from types import TracebackType

import earwitness

OURS = str(Path(earwitness.__file__).parent)


def told(error: BaseException) -> dict[str, str]:
    """The class of an error, where it was raised, and the last place of ours on the way there. Its
    message may hold anything, so it is left out."""
    kind = type(error)
    found = {"error": f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")}
    return found | _places(error.__traceback__)


def _places(traceback: TracebackType | None) -> dict[str, str]:
    frames = StackSummary.extract(walk_tb(traceback), lookup_lines=False)
    if not frames:
        return {}
    own = [one for one in frames if one.filename.startswith(OURS)]
    raised = place(frames[-1].filename, frames[-1].lineno)
    return {"raised": raised} | ({"at": place(own[-1].filename, own[-1].lineno)} if own else {})


def place(file: str, line: int | None) -> str:
    """A place in the program, "desk/team.py:12": below its package, so that no folder of the
    machine is told."""
    path = Path(file)
    if file.startswith(OURS):
        return f"{path.relative_to(OURS)}:{line}"
    parts = path.parts
    below = parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-1:]
    return f"{'/'.join(below)}:{line}"
