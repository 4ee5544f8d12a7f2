"""Which tables lie where: the case's in its store, accounts and sessions beside it."""

from typing import Any

CASE, DESK = "default", "desk"


class DeskRouter:
    """The store's own tables are the case; all others are of the desk, and can be thrown away
    without a loss to the case."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        """As Django asks."""
        return _place_of(model._meta.app_label)  # type: ignore[attr-defined]

    def db_for_write(self, model: type, **hints: Any) -> str:
        """As Django asks."""
        return _place_of(model._meta.app_label)  # type: ignore[attr-defined]

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Only within one of both."""
        return _place_of(one._meta.app_label) == _place_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Each application in its own place alone."""
        return db == _place_of(app_label)


def _place_of(app_label: str) -> str:
    return CASE if app_label == "store" else DESK
