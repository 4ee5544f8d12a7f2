"""Progress bars on standard error: how far, how fast, how many problems, how long still."""

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class ProgressBars:
    """One bar for each piece of work, one below the other."""

    def __init__(self, console: Console, *, shown: bool) -> None:
        self._bars = Progress(
            TextColumn("{task.description:<24}"),
            BarColumn(bar_width=28),
            TextColumn("{task.percentage:>3.0f}%"),
            _Rate(),
            _Failures(),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            console=console,
            disable=not shown,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "ProgressBars":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def start(self, label: str, total: float, unit: str) -> None:
        """A new bar."""
        self._task = self._bars.add_task(label, total=total, unit=unit, failures=0)

    def advance(self, amount: float, *, failed: bool = False) -> None:
        """Move the bar on."""
        if self._task is None:
            return
        failures = self._bars.tasks[self._task].fields["failures"] + failed
        self._bars.update(self._task, advance=amount, failures=failures)

    def finish(self) -> None:
        """The bar stays as it is."""
        self._task = None


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        if task.fields["unit"] == "seconds":
            return Text(f"{speed:.1f} x real time")
        return Text(f"{speed:,.0f} {task.fields['unit']}/s")


class _Failures(ProgressColumn):
    def render(self, task: Task) -> Text:
        failures = task.fields["failures"]
        return Text(f"{failures} problems" if failures else "", style="yellow")
