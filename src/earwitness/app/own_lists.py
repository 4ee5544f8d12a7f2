"""Lists of a case that people may also write with an editor: glossary, themes, protect list."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.canonical import digest
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import writing

Make = Callable[[], tuple[bytes, dict[str, Any]]]


def rewrite(place: Workplace, target: Path, make: Make, *, action: str, named: str) -> None:
    """Write a list anew: file and ledger change together, or neither does.

    `make` gives the new content and the act, from the list as it stands then; it runs inside the
    transaction. `action` is the name of the act and its subject. `named` is what the list is
    called in the error.

    Raises:
        CaseUnusable: it cannot be written.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        with writing(place.folder.database):
            content, act = make()
            unfinished.write_bytes(content)
            journal.append(actor=place.actor, action=action, subject=action, digest=digest(act))
            unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise CaseUnusable(
            f"{named} {target} cannot be written: {error.strerror}.",
            remedy="Make the case folder writable, or free space on its disk.",
        ) from error
