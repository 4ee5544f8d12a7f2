"""One tree of errors. Each says what happened and what to do, and carries the exit code."""

from enum import IntEnum
from functools import partial
from typing import Any


class ExitCode(IntEnum):
    """What the command line answers with (plan, section 5)."""

    DONE = 0
    BAD_NEWS = 1
    WRONG_USAGE = 2
    UNUSABLE = 3
    MODEL_MISSING = 4


class EarwitnessError(Exception):
    """Base of everything that Earwitness raises on purpose.

    `what` is one sentence on what happened and names the file or subject;
    `remedy` is one sentence on what the user can do now.
    """

    exit_code = ExitCode.UNUSABLE

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        """So that it survives the way from another process: as the nearest kind of our own, for
        that of a plugin may be made otherwise. What caused it stays behind."""
        ours = __name__.partition(".")[0]
        kinds = (kind for kind in type(self).__mro__ if kind.__module__.partition(".")[0] == ours)
        return partial(next(kinds), remedy=self.remedy), (self.what,)


class WrongUsage(EarwitnessError):
    """The command was asked something that it cannot mean."""

    exit_code = ExitCode.WRONG_USAGE


class CaseUnusable(EarwitnessError):
    """The case folder is missing, damaged, locked, or its disk is full."""


class InputUnusable(EarwitnessError):
    """A file that was handed in cannot be read as what it should be."""


class ModelMissing(EarwitnessError):
    """A model or an engine that the work needs is not installed."""

    exit_code = ExitCode.MODEL_MISSING


class ModelDamaged(ModelMissing):
    """A model is there, but its files are not the ones that the catalogue names."""


class EngineFailed(EarwitnessError):
    """An engine crashed, hung, or broke a limit on one item."""
