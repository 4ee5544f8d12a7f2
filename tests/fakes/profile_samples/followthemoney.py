"""FollowTheMoney entities as lines and as a list."""

import json
from typing import Any


def entity(identifier: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity; a property that is no list becomes one."""
    listed = {name: v if isinstance(v, list) else [v] for name, v in properties.items()}
    return {"id": identifier, "schema": schema, "properties": listed}


def lines(*entities: dict[str, Any]) -> bytes:
    """One entity a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities).encode()


PEOPLE = (
    entity("p1", "Person", name="Сергей Верхотоев", phone="+79552075532", birthDate="1996-06-14"),
    entity("p2", "Person", name="Галина Верхотоева", addressEntity="a1"),
    entity("c1", "Company", name="Завод", phone="+79552368429"),
    entity("f1", "Family", person="p1", relative="p2", relationship="мать"),
    entity("a1", "Address", city="Кинешма", full="Кинешма, ул. Ленина"),
)
SAMPLES = {
    "entities.ftm.json": lines(*PEOPLE),
    "entities.json": json.dumps(PEOPLE, ensure_ascii=False).encode(),
}
