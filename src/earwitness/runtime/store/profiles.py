"""Profile sources and profiles."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from earwitness.records.profile import Profile, ProfileSource
from earwitness.records.source_statement import as_stated
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal, source_statements
from earwitness.runtime.store.models import ProfileRow, ProfileSourceRow

BATCH = 500


@dataclass(frozen=True, slots=True)
class PlainProfile:
    """What names a profile, without the rest: for going through a million of them."""

    reference: str
    profile_id: str
    name: str
    first_name: str
    surname: str
    numbers: tuple[str, ...]
    relatives: tuple[str, ...]
    user_name: str
    account_id: str


def add_source(
    source: ProfileSource,
    profiles: Iterable[Profile],
    *,
    finished: Callable[[int], ProfileSource],
    actor: str,
) -> ProfileSource:
    """Store one export and its profiles, streamed; the source as `finished(count)` describes it."""
    row = ProfileSourceRow.objects.create(id=source.id, sha256=source.sha256, body=to_json(source))
    count, stored = 0, hashlib.sha256()
    stream = iter(profiles)
    while batch := list(islice(stream, BATCH)):
        rows = [
            ProfileRow(source=row, profile_id=profile.profile_id, body=to_json(profile))
            for profile in batch
        ]
        ProfileRow.objects.bulk_create(rows)
        for profile_row in rows:
            add_to_digest(stored, profile_row)
        count += len(batch)
    whole = finished(count)
    row.body = to_json(whole)
    row.save()
    content = digest([row.body, stored.hexdigest()])
    journal.append(actor=actor, action="profiles", subject=whole.id, digest=content)
    return whole


def add_to_digest(stored: "hashlib._Hash", row: ProfileRow) -> None:
    """Profiles are digested one by one: the SHA-256 of the SHA-256 (hex) of each, in order."""
    stored.update(digest([row.profile_id, row.body]).encode())


def is_known(sha256: str) -> bool:
    """Whether an export with these bytes was read already."""
    return ProfileSourceRow.objects.filter(sha256=sha256).exists()


def id_of(sha256: str) -> str | None:
    """The id of the export with these bytes, None if it was not read."""
    return ProfileSourceRow.objects.filter(sha256=sha256).values_list("id", flat=True).first()


def free_id(kind: str, sha256: str) -> str:
    """An id that no source has: the kind and the shortest beginning of the hash, six or more.

    A thousand cards beside a chat make two hashes that begin alike likely enough.
    """
    ids = (f"{kind}-{sha256[:length]}" for length in range(6, len(sha256)))
    free = (one for one in ids if not ProfileSourceRow.objects.filter(id=one).exists())
    return next(free, f"{kind}-{sha256}"[:64])


def all_sources() -> tuple[ProfileSource, ...]:
    """Every export that was read, by id, with what people said of it later."""
    said = source_statements.versions()
    rows = ProfileSourceRow.objects.order_by("id")
    sources = (from_json(row.body, ProfileSource) for row in rows)
    return tuple(
        as_stated(source, said[source.id][-1]) if source.id in said else source
        for source in sources
    )


def all_profiles() -> Iterator[Profile]:
    """Every profile, streamed in the order of reading."""
    for row in ProfileRow.objects.order_by("id").iterator():
        yield from_json(row.body, Profile)


def plain_profiles() -> Iterator[PlainProfile]:
    """What names each profile, streamed in the order of reading, read without its types."""
    rows = ProfileRow.objects.order_by("id").values_list("body", flat=True)
    for body in rows.iterator(chunk_size=BATCH):
        yield PlainProfile(
            reference=f"{body['source_id']}:{body['profile_id']}",
            profile_id=body["profile_id"],
            name=body.get("name", ""),
            first_name=body.get("first_name", ""),
            surname=body.get("surname", ""),
            numbers=tuple(body.get("numbers", ())),
            relatives=tuple(body.get("relatives", ())),
            user_name=body.get("user_name", ""),
            account_id=body.get("account_id", ""),
        )


def profiles_of(source_id: str) -> Iterator[Profile]:
    """The profiles of one source, streamed in the order of reading."""
    for row in ProfileRow.objects.filter(source_id=source_id).order_by("id").iterator():
        yield from_json(row.body, Profile)


def by_reference(references: Iterable[str]) -> dict[str, Profile]:
    """These profiles by "source:profile_id"; those that are not there are left out."""
    found = {}
    for reference in dict.fromkeys(references):
        source_id, _, profile_id = reference.partition(":")
        row = ProfileRow.objects.filter(source_id=source_id, profile_id=profile_id).first()
        if row is not None:
            found[reference] = from_json(row.body, Profile)
    return found
