"""Bags of cases, and what a forger does to them."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from earwitness.app import exporting
from earwitness.archive.bags import layout
from earwitness.archive.bags.writing import manifest_text
from earwitness.records.bag import BagSummary
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace


def exported(place: Workplace, out: Path) -> BagSummary:
    """The case as a bag."""
    return exporting.export_as("bag", place, out, progress=SilentProgress())


def repacked(bag: Path) -> None:
    """Give a spoilt bag new manifests, as a forger would."""

    def hashed(names: list[str]) -> str:
        return manifest_text(
            {name: hashlib.sha256((bag / name).read_bytes()).hexdigest() for name in names}
        )

    files = [path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file()]
    payload = [name for name in files if name.startswith("data/")]
    (bag / layout.MANIFEST).write_text(hashed(payload))
    size = sum((bag / name).stat().st_size for name in payload)
    info = (bag / layout.INFO).read_text().splitlines()
    info = [line for line in info if not line.startswith("Payload-Oxum")]
    (bag / layout.INFO).write_text("\n".join([*info, f"Payload-Oxum: {size}.{len(payload)}", ""]))
    tags = [layout.DECLARATION, layout.INFO, layout.MANIFEST]
    (bag / layout.TAG_MANIFEST).write_text(hashed(tags))


def edit_rows(bag: Path, table: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the rows of a table of the bag."""
    path = bag / layout.table_name(table)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(rows)
    path.write_bytes(b"".join(canonical_json(row) + b"\n" for row in rows))
