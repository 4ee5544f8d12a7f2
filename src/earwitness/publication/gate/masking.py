"""Names that are fit to be shown: what must not leave is not said by a finding either."""

from dataclasses import dataclass, field

from earwitness.publication.gate.undoing import Undoing
from earwitness.publication.ports import LeakSearch
from earwitness.records.printable import printable

HIDDEN = "[hidden name]"
LAYERS = 2
BETWEEN = " › "
MOST_LETTERS = 300
"""Of one name, in what is shown. Names may be of 60,000 letters; systems allow 255."""


@dataclass(slots=True)
class Mask:
    """Hides identifiers in names of files and members."""

    search: LeakSearch
    _known: dict[str, str] = field(default_factory=dict)
    _told: dict[str, bool] = field(default_factory=dict)

    def shown(self, untrusted_name: str) -> str:
        """The name with its kind in place of each identifier. Where one is there, but under an
        encoding, none of that part of the path; none at all, if only all of it tells. Of a long
        name, its beginning and its end."""
        if untrusted_name not in self._known:
            self._known[untrusted_name] = self._masked(untrusted_name)
        return self._known[untrusted_name]

    def _masked(self, name: str) -> str:
        data = name.encode("utf-8", "replace")
        hits = self.search.in_bytes(data)
        for hit in sorted(hits, key=lambda one: one.start, reverse=True):
            data = data[: hit.start] + f"[{hit.identifier.kind}]".encode() + data[hit.end :]
        parts = data.decode("utf-8", "replace").split("/")
        masked = "/".join(HIDDEN if self._is_told(part) else part for part in parts)
        if self._is_told(masked):
            return HIDDEN
        return BETWEEN.join(_shortened(one) for one in printable(masked).split(BETWEEN))

    def _is_told(self, name: str) -> bool:
        if name not in self._told:
            data = name.encode("utf-8", "replace")
            self._told[name] = bool(self.search.in_bytes(data)) or any(
                self.search.in_bytes(undone.data) for undone in Undoing(LAYERS).of_bytes(data)
            )
        return self._told[name]


def _shortened(name: str) -> str:
    if len(name) <= MOST_LETTERS:
        return name
    half = MOST_LETTERS // 2
    return f"{name[:half]} … [{len(name) - 2 * half:,} letters] … {name[-half:]}"
