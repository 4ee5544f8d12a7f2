"""What the station `crossing` asks of a reader of exports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContext:
    """What a reader needs to know besides the file.

    `source_id` goes into every profile; `region` parses numbers without a country; `columns`
    maps our field names to the headers of a table.
    """

    source_id: str
    region: str
    columns: Mapping[str, str] = field(default_factory=dict)


class ProfileReader(Protocol):
    """Reads one kind of export, streaming."""

    name: str
    version: str
    resource: Literal["io", "cpu", "gpu"]

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the file's content (not its name alone) is of this kind. Never raises."""
        ...

    def read(
        self, untrusted_path: Path, context: SourceContext
    ) -> Iterator[Profile | Problem | SourceFacts]:
        """Profiles one by one; a broken part is a Problem and the rest goes on. What the export
        says about itself may be yielded at any place, also more than once."""
        ...
