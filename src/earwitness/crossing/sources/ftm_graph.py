"""Who is related to whom in a file of FollowTheMoney entities: collected before people are read.

Schemata: https://followthemoney.tech/explorer/ (Family, Associate, Membership, Employment,
UserAccount, Address). Two passes over the file: edges, then the names that they lead to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from earwitness.crossing.sources.entries import LONGEST_FIELD
from earwitness.crossing.sources.json_records import JsonRecord

MOST_LINKS = 500_000
"""Links that are kept; memory is bounded by them. Estimate."""

MOST_OF_ONE = 200
"""Links kept of one entity, which may stand in the file again and again. Estimate."""

_LINKS = {
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
}
_KIN = frozenset({"Family", "Associate"})


@dataclass(slots=True)
class Entity:
    """An entity as written: `properties` maps names to lists of values."""

    id: str
    schema: str
    properties: dict[str, Any]

    def texts(self, *names: str) -> tuple[str, ...]:
        """The texts of these properties; of a nested entity its id."""
        return tuple(text for name in names for text in _texts(self.properties.get(name)))

    def first(self, *names: str) -> str:
        """The first text of these properties, or ""."""
        return next(iter(self.texts(*names)), "")


def entity_of(record: JsonRecord) -> Entity | None:
    """The entity that a record holds, None if it is none."""
    value = record.value
    if not isinstance(value, dict):
        return None
    schema, properties = value.get("schema"), value.get("properties")
    if not (isinstance(schema, str) and isinstance(properties, dict)):
        return None
    identifier = value.get("id")
    return Entity(identifier if isinstance(identifier, str) else "", schema, properties)


@dataclass(slots=True)
class Graph:
    """Links by id of an entity: what each is called, and where it leads."""

    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    count: int = 0
    is_cut: bool = False

    def relatives(self, identifier: str) -> Iterator[str]:
        """ "мать: Имя Фамилия", for all kin and associates whose names are known."""
        for kind, other in self.links.get(identifier, []):
            if kind and self.names.get(other):
                yield f"{kind}: {self.names[other]}"

    def groups(self, identifier: str) -> Iterator[str]:
        """Organisations to which somebody belongs or belonged."""
        for kind, other in self.links.get(identifier, []):
            if not kind and self.names.get(other):
                yield self.names[other]

    def name(self, identifiers: Iterable[str]) -> str:
        """The first known name of these entities; of an address, its town."""
        return next((self.names[one] for one in identifiers if self.names.get(one)), "")

    def collect(self, entity: Entity) -> None:
        """First pass: what this entity links."""
        for reference in entity.texts("addressEntity", "owner"):
            self._want(reference)
        if entity.schema not in _LINKS:
            return
        source, target = _LINKS[entity.schema]
        is_kin = entity.schema in _KIN
        said = entity.first("relationship") or entity.schema.lower()
        for one in entity.texts(source):
            for other in entity.texts(target):
                if self.count >= MOST_LINKS:
                    self.is_cut = True
                    return
                self._link(one, said if is_kin else "", other)
                if is_kin:
                    self._link(other, entity.schema.lower(), one)

    def name_it(self, entity: Entity) -> None:
        """Second pass: the name of an entity to which something leads."""
        if entity.id in self.names and not self.names[entity.id]:
            named = ("city",) if entity.schema == "Address" else ("name", "alias")
            self.names[entity.id] = entity.first(*named)

    def _link(self, one: str, kind: str, other: str) -> None:
        links = self.links.setdefault(one, [])
        if len(links) >= MOST_OF_ONE:
            self.is_cut = True
        elif self._want(other):
            links.append((kind, other))

    def _want(self, identifier: str) -> bool:
        if self.count >= MOST_LINKS:
            self.is_cut = True
            return False
        self.count += 1
        self.names.setdefault(identifier, "")
        return True


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value[:LONGEST_FIELD]
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one) if not isinstance(one, list) else ()
    elif isinstance(value, dict) and isinstance(value.get("id"), str):
        yield value["id"]
