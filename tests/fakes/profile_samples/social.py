"""People as JSON: an answer of a network, and one object a line."""

import json
from typing import Any

PEOPLE: list[dict[str, Any]] = [
    {
        "id": 955001,
        "first_name": "Сергей",
        "last_name": "Верхотоев",
        "domain": "@ser_verh",
        "bdate": "14.6.1996",
        "city": {"id": 1, "title": "Кинешма"},
        "mobile_phone": "8 (955) 207-55-32",
        "relatives": [
            {"type": "parent", "id": -1, "name": "Галина Верхотоева"},
            {"type": "sibling", "id": 955002},
        ],
        "relation_partner": {"id": 3, "first_name": "Ольга", "last_name": "Верхотоева"},
        "career": [{"company": "Завод", "from": 2014}],
        "military": [{"unit": "в/ч 00000", "unit_id": 5, "from": 2015}],
    },
    {"id": 955003, "first_name": "DELETED", "last_name": "", "deactivated": "deleted"},
    {"id": 955004, "first_name": "Ольга", "last_name": "Верхотоева"},
    {"id": 955005, "first_name": "Роза", "last_name": "К", "bdate": "1.2"},
]
ROWS = [{"name": f"Роза {n}", "phone": f"+7955263479{n}"} for n in range(4)]


def answer(people: list[dict[str, Any]]) -> bytes:
    """What VK's `users.search` gives."""
    whole = {"response": {"count": len(people), "items": people}}
    return json.dumps(whole, ensure_ascii=False).encode()


SAMPLES = {
    "vk.json": answer(PEOPLE),
    "people.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode(),
}
