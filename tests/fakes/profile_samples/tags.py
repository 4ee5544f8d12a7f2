"""Phone-book tags as a table, as JSON rows, and as JSON lines of numbers with their tags."""

import json

SUSPECT, OTHER = "+79552634791", "+79552075532"
ROWS = f"""number,tag,count
{SUSPECT},Оля Верхотоева,7
{SUSPECT},=HYPERLINK("http://x"),1
{OTHER},Серый Кинешма,2
8 (955) 207-55-32,Серый Кинешма,2
"""
JSON_ROWS = [{"number": SUSPECT, "tag": f"Оля {n}", "count": n} for n in range(1, 5)]
LINES = [
    {"phone": OTHER, "tags": [{"tag": "Серый", "count": 2}, "Серёга Шуя"]},
    {"phoneNumber": SUSPECT, "displayName": "Оля В", "tags": ["Оля"]},
]


def json_lines(values: list[dict[str, object]]) -> bytes:
    """One JSON document a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


SAMPLES = {
    "tags.csv": ROWS.encode(),
    "tags.json": json.dumps(JSON_ROWS, ensure_ascii=False).encode(),
    "tags.jsonl": json_lines(LINES),  # type: ignore[arg-type]
}
