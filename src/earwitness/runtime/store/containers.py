"""Archives that were opened."""

from collections.abc import Iterator

from earwitness.records.container import ContainerRecord
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import ContainerRow


def add(container: ContainerRecord, *, actor: str) -> bool:
    """Store one archive with the list of its members. False: it is there already."""
    body = to_json(container)
    _, is_new = ContainerRow.objects.get_or_create(
        sha256=container.sha256, source_path=container.source_path, defaults={"body": body}
    )
    if is_new:
        journal.append(
            actor=actor, action="container", subject=container.sha256, digest=digest(body)
        )
    return is_new


def is_known(sha256: str, source_path: str) -> bool:
    """Whether these bytes from this path were opened before."""
    return ContainerRow.objects.filter(sha256=sha256, source_path=source_path).exists()


def all_containers() -> Iterator[ContainerRecord]:
    """Every archive, in the order of intake."""
    for row in ContainerRow.objects.order_by("id").iterator():
        yield from_json(row.body, ContainerRecord)
