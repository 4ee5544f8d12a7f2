"""What went wrong with one item, kept for the user."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that could not be done: it names its subject and what to do about it.

    `subject` is the file path as the user knows it, or the id of a recording or call;
    `stage` the verb that met the problem ("intake", "decode", "hear", "profiles", …).
    """

    subject: str
    stage: str
    what: str
    remedy: str
