"""Who may do what at the desk.

A right is what a view asks for; a role is what an account has. The roles are those of a newsroom
(Organized Crime and Corruption Reporting Project's and the Bucha team's division of work): who
reads, who translates, who verifies, who publishes, who looks after accounts.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Right(StrEnum):
    """What can be asked for. `NOBODY` is what needs no log-in."""

    NOBODY = "nobody"
    READ = "read"
    LISTEN = "listen"
    COMMENT = "comment"
    EDIT = "edit"
    JUDGE = "judge"
    CHOOSE = "choose"
    SIGN = "sign"
    PUBLISH = "publish"
    EXPORT = "export"
    RESTRICT = "restrict"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What an account is."""

    READER = "reader"
    TRANSLATOR = "translator"
    VERIFIER = "verifier"
    PUBLISHER = "publisher"
    ADMIN = "admin"


_READER = {Right.READ, Right.LISTEN, Right.COMMENT}
_TRANSLATOR = _READER | {Right.EDIT}
_VERIFIER = _TRANSLATOR | {Right.JUDGE, Right.SIGN}
_PUBLISHER = _VERIFIER | {Right.CHOOSE, Right.PUBLISH, Right.EXPORT, Right.RESTRICT}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset(_READER),
    Role.TRANSLATOR: frozenset(_TRANSLATOR),
    Role.VERIFIER: frozenset(_VERIFIER),
    Role.PUBLISHER: frozenset(_PUBLISHER),
    Role.ADMIN: frozenset({Right.READ, Right.ADMINISTER, Right.RESTRICT}),
}
"""An admin looks after accounts and restrictions, and does not decide what is true or goes out."""


def needs(right: Right) -> Callable[[View], View]:
    """Says which right a view needs. `middleware.require_right` refuses a view that says none."""

    def mark(view: View) -> View:
        view.right = right  # type: ignore[attr-defined]
        return view

    return mark


def right_of(view: Any) -> Right | None:
    """The right that a view needs; None if it says none."""
    return getattr(view, "right", None)
