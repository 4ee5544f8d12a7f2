"""How long work tells where it stands."""

from typing import Protocol


class Progress(Protocol):
    """Told by the runtime, shown by whoever runs it."""

    def start(self, label: str, total: float, unit: str) -> None:
        """A piece of work of `total` units begins."""
        ...

    def advance(self, amount: float, *, failed: bool = False) -> None:
        """So many more units are done; `failed` counts one more problem."""
        ...

    def finish(self) -> None:
        """The piece of work is over."""
        ...


class SilentProgress:
    """Shows nothing."""

    def start(self, label: str, total: float, unit: str) -> None:
        """Nothing to show."""

    def advance(self, amount: float, *, failed: bool = False) -> None:
        """Nothing to show."""

    def finish(self) -> None:
        """Nothing to show."""
