"""The form of a store: which migrations it has had, and which it still needs."""

from pkgutil import iter_modules

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.store import migrations
from earwitness.runtime.store.turns import take_turn

APP = "store"


def bring_up_to_date() -> None:
    """Give a store of an earlier version the form of this one; rows stay as they are. One that
    has it already is not written to.

    Raises:
        CaseUnusable: a later version made it.
        DatabaseError: as the store's.
    """
    known, applied = known_migrations(), applied_migrations()
    if later := applied - known:
        raise CaseUnusable(
            f"The store has a form that this version does not know ({min(later)}).",
            remedy="Open it with the later version of Earwitness that made it, or put the store "
            "back from a copy. Nothing was changed.",
        )
    if known != applied:
        _migrate()


def _migrate() -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", APP, verbosity=0, interactive=False)
        return
    with transaction.atomic():  # all or none, and one command at a time
        take_turn()
        call_command("migrate", APP, verbosity=0, interactive=False)


def known_migrations() -> set[str]:
    """The names of all migrations of this version."""
    return {module.name for module in iter_modules(migrations.__path__)}


def applied_migrations() -> set[str]:
    """The names of those that this store has had; none of a store that is being made."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return set()
    return set(recorder.migration_qs.filter(app=APP).values_list("name", flat=True))
