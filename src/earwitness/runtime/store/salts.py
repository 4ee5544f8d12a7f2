"""Salts: what keeps a digest in the ledger from telling of a row that is gone.

Whoever knows all of a row but a telephone number could try every number against a plain SHA-256.
So the ledger keeps `digest([salt, digest of the row])`; the salt goes with the rows, and what is
left tells nothing (a commitment; 128 random bits).
"""

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from earwitness.records.acts import is_salted
from earwitness.runtime.canonical import digest
from earwitness.runtime.store.chunks import CHUNK, in_chunks
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.models import SaltRow

SALT_BYTES = 16


def with_salt(salt: str, content: str) -> str:
    """What the ledger keeps of a row with this digest."""
    return digest([salt, content])


def kept_digests(action: str, acts: Sequence[tuple[str, str]]) -> list[str]:
    """What the ledger is to keep of each (subject, digest); a subject that has no salt yet gets
    one. Stands in the transaction of the act."""
    if not is_salted(action):
        return [content for _, content in acts]
    subjects = list(dict.fromkeys(subject for subject, _ in acts))
    known = salts_of(subjects)
    fresh = {one: secrets.token_hex(SALT_BYTES) for one in subjects if one not in known}
    SaltRow.objects.bulk_create(
        (SaltRow(subject=subject, salt=salt) for subject, salt in fresh.items()), batch_size=CHUNK
    )
    known |= fresh
    return [with_salt(known[subject], content) for subject, content in acts]


def possible_digests(action: str, content: str, salt: str | None) -> tuple[str, ...]:
    """What the ledger may keep of a row: of one that version 0.1.0 stored, the plain digest."""
    if salt is None or not is_salted(action):
        return (content,)
    return (with_salt(salt, content), content)


def salts_of(subjects: Sequence[str]) -> dict[str, str]:
    """The salts of these subjects, of those that have one."""
    found: dict[str, str] = {}
    for chunk in in_chunks(subjects):
        rows = SaltRow.objects.filter(subject__in=chunk)
        found.update(rows.values_list("subject", "salt"))
    return found


def own_salt(database: Path, subject: str) -> str:
    """The salt of something that is no row of the ledger, such as the findings of the gate; made
    at the first time.

    Raises:
        CaseUnusable: the store cannot be written.
    """
    known = salts_of([subject]).get(subject)
    if known is None:
        with writing(database):
            row, _ = SaltRow.objects.get_or_create(
                subject=subject, defaults={"salt": secrets.token_hex(SALT_BYTES)}
            )
            known = str(row.salt)
    return known


def remove(subjects: Iterable[str]) -> None:
    """Forget the salts of these subjects: their digests in the ledger tell nothing any more."""
    for chunk in in_chunks(list(subjects)):
        SaltRow.objects.filter(subject__in=chunk).delete()
