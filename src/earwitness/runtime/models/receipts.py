"""Receipts: what arrived for a model whose files nobody has published hashes of."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from earwitness.runtime.canonical import digest
from earwitness.runtime.models.catalogue import Model

RECEIPT = "earwitness-receipt.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One file as it arrived. `published`: its hash was known before, from the catalogue or its
    source; else this is the first arrival, and the pin is ours."""

    path: str
    size: int
    sha256: str
    published: bool


def write_receipt(model: Model, folder: Path, arrivals: Sequence[Arrival]) -> None:
    """Keep what arrived, beside the files."""
    hub = asdict(model.hub) if model.hub else None
    receipt = {"model": model.id, "hub": hub, "files": [asdict(one) for one in arrivals]}
    (folder / RECEIPT).write_text(json.dumps(receipt, indent=1) + "\n", encoding="utf-8")


def read_receipt(folder: Path) -> tuple[Arrival, ...]:
    """What arrived; nothing if there is no receipt, or none that can be read."""
    try:
        untrusted = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
        return tuple(
            Arrival(
                path=str(one["path"]),
                size=int(one["size"]),
                sha256=str(one["sha256"]),
                published=bool(one["published"]),
            )
            for one in untrusted["files"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def digest_of(arrivals: Sequence[Arrival]) -> str:
    """The weights digest (provenance) of what arrived."""
    return digest({one.path: one.sha256 for one in arrivals})
