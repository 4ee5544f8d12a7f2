"""FollowTheMoney entities (Aleph, OpenSanctions and kin): JSON lines, or a JSON list.

Format: https://followthemoney.tech/docs/ (entities as `{id, schema, properties}`, every property a
list). Read are people and legal entities with names, telephones, dates and places of birth,
addresses; relatives and associates; user accounts. Profile ids are places in the file: `line 12`,
`[12]`; other names of an entity are profiles of their own with the same `account_id`, its id.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import Entry, problem, profile_from
from earwitness.crossing.sources.ftm_graph import Entity, Graph, entity_of
from earwitness.crossing.sources.json_records import JsonRecord, head_records, records
from earwitness.crossing.sources.json_stream import Brokenness, location
from earwitness.crossing.sources.record_reading import read_records
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

_PEOPLE = frozenset({"Person", "LegalEntity", "Organization", "Company", "PublicBody"})
_OTHER_NAMES = ("alias", "weakAlias", "previousName")
MOST_NAMES = 50
"""Other names read of one entity; sanctioned people have dozens. Estimate."""


class FollowTheMoneySource:
    """Reader of FollowTheMoney entities; implements `ports.ProfileReader`."""

    name = "followthemoney"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether an object of the head has a schema and properties."""
        return any(entity_of(record) is not None for record in head_records(untrusted_path))

    def read(self, untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
        """Profiles in file order, after two passes for what links them."""
        graph = Graph()
        for entity in _entities(untrusted_path):
            graph.collect(entity)
        for entity in _entities(untrusted_path):
            graph.name_it(entity)

        def profiles(record: JsonRecord) -> Iterable[Profile]:
            entity = entity_of(record)
            entries = _entries(entity, location(record.place), graph) if entity else ()
            return (p for entry in entries if (p := profile_from(entry, context)) is not None)

        if graph.is_cut:
            yield _too_many(untrusted_path.name)
        yield from read_records(untrusted_path, profiles)


def _entities(untrusted_path: Path) -> Iterator[Entity]:
    """All entities; where the file breaks, the reading of people says so."""
    try:
        for record in records(untrusted_path):
            entity = entity_of(record) if isinstance(record, JsonRecord) else None
            if entity is not None:
                yield entity
    except (Brokenness, InputUnusable):
        return


def _entries(entity: Entity, place: str, graph: Graph) -> Iterator[Entry]:
    place = place or "document"
    if entity.schema == "UserAccount":
        yield _account(entity, place, graph)
    elif entity.schema in _PEOPLE:
        names = entity.texts("name") or entity.texts(*_OTHER_NAMES)[:1]
        main = _person(entity, place, graph, names[0] if names else "")
        yield main
        others = dict.fromkeys((*names[1:], *entity.texts(*_OTHER_NAMES)))
        for position, other in enumerate(list(others)[:MOST_NAMES]):
            if other and other != main.name:
                yield Entry(
                    profile_id=f"{place} name {position + 2}",
                    name=other,
                    untrusted_numbers=main.untrusted_numbers,
                    birth_date=main.birth_date,
                    city=main.city,
                    account_id=main.account_id,
                )


def _person(entity: Entity, place: str, graph: Graph, name: str) -> Entry:
    given = " ".join(entity.texts("firstName")[:1] + entity.texts("fatherName", "middleName")[:1])
    return Entry(
        profile_id=place,
        name=name,
        first_name=given,
        surname=entity.first("lastName"),
        untrusted_numbers=entity.texts("phone"),
        birth_date=entity.first("birthDate"),
        city=graph.name(entity.texts("addressEntity")) or entity.first("address", "country"),
        relatives=tuple(graph.relatives(entity.id)),
        groups=tuple(graph.groups(entity.id)),
        account_id=entity.id,
    )


def _account(entity: Entity, place: str, graph: Graph) -> Entry:
    return Entry(
        profile_id=place,
        name=entity.first("name") or graph.name(entity.texts("owner")),
        untrusted_numbers=entity.texts("number", "phone"),
        groups=entity.texts("service"),
        user_name=entity.first("username"),
        account_id=entity.id,
    )


def _too_many(name: str) -> Problem:
    return problem(
        name,
        f"{name} has more links between entities than are read; some relatives are missing.",
        "Export a smaller part of it.",
    )
