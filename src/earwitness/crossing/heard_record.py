"""The records of what a call's turns say about who speaks."""

from dataclasses import dataclass

from earwitness.crossing.heard_roles import Role
from earwitness.runtime.russian.given_name_forms import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardName:
    """A first name heard. `names` are the canonical names that `form` may stand for, sorted.

    `surname_stem` is set where a surname follows the name. `speaker_label` is the turn's, local to
    the recording; times are of the word where it was timed, else of the turn. `confused`: `form` is
    no name, but one sound away from some; it is a possibility, no hearing.
    """

    names: tuple[str, ...]
    form: str
    surname_stem: str
    role: Role
    speaker_label: str
    start_ms: int
    end_ms: int
    quote: str
    confused: bool = False

    @property
    def name(self) -> str:
        """The canonical name, "" if the form may stand for several."""
        return self.names[0] if len(self.names) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardKin:
    """A kin term heard; `relation` is what the other is to the one who says it ("mother").

    Terms that tell no sex ("зая") are not heard here.
    """

    relation: str
    sex: Sex
    loose: bool
    form: str
    role: Role
    speaker_label: str
    start_ms: int
    end_ms: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that a call's turns say about who speaks.

    `wrong_number` are quotes that deny it. `confused_names` are what may be misheard names; none of
    them is among `names`.
    """

    names: tuple[HeardName, ...] = ()
    kin: tuple[HeardKin, ...] = ()
    wrong_number: tuple[str, ...] = ()
    confused_names: tuple[HeardName, ...] = ()
