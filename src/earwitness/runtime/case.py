"""A case is a folder: where everything in it lies."""

from dataclasses import dataclass
from pathlib import Path

from earwitness.records.errors import CaseUnusable

OWN = {
    (name,)
    for name in (
        *("case.toml", "case.sqlite3", "case.sqlite3-shm", "case.sqlite3-wal", "glossary.csv"),
        "themes.toml",
        "units.toml",
        "protect.txt",
        *("originals", "derived", "index", "releases", "desk"),
    )
}
"""What a case folder holds (plan, section 3); anything else in it is the user's."""


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """Paths of one case (plan, section 3)."""

    root: Path

    @property
    def settings(self) -> Path:
        """`case.toml`."""
        return self.root / "case.toml"

    @property
    def database(self) -> Path:
        """`case.sqlite3`."""
        return self.root / "case.sqlite3"

    @property
    def glossary(self) -> Path:
        """`glossary.csv`: the case's own terms; need not be there."""
        return self.root / "glossary.csv"

    @property
    def named_units(self) -> Path:
        """`units.toml`: the case's own names of military units; need not be there."""
        return self.root / "units.toml"

    @property
    def themes(self) -> Path:
        """`themes.toml`: themes of the case's own; need not be there."""
        return self.root / "themes.toml"

    @property
    def protect_list(self) -> Path:
        """`protect.txt`: what must never go out; need not be there."""
        return self.root / "protect.txt"

    @property
    def originals(self) -> Path:
        """Received files, named by hash, read-only."""
        return self.root / "originals"

    @property
    def derived(self) -> Path:
        """What can be made again: decoded audio."""
        return self.root / "derived"

    @property
    def index(self) -> Path:
        """The search index."""
        return self.root / "index"

    @property
    def releases(self) -> Path:
        """Packages of releases as they were built; need not be there."""
        return self.root / "releases"

    @property
    def desk(self) -> Path:
        """What people keep at the desk, accounts and sessions too; need not be there."""
        return self.root / "desk"

    @property
    def accounts(self) -> Path:
        """The desk's tables, if they are not on a server."""
        return self.desk / "desk.sqlite3"

    def owns(self, path: Path) -> bool:
        """Whether a path is part of the case itself, and so never something to take in."""
        return self.owns_real(path.resolve())

    def owns_real(self, real: Path) -> bool:
        """The same for a path without links."""
        root = self.root.resolve()
        if not real.is_relative_to(root):
            return False
        first = real.relative_to(root).parts[:1]
        kept = (f"{self.database.name}.", f"{self.accounts.name}.")
        return first in OWN or "".join(first).startswith(kept)

    def names_by_people(self) -> tuple[str, ...]:
        """What people wrote or put into the folder: reports, notes, the case's own lists."""
        made = {name for (name,) in OWN} - {
            path.name for path in (self.glossary, self.themes, self.named_units, self.protect_list)
        }
        return tuple(sorted({path.name for path in self.root.iterdir()} - made))

    def audio(self, sha256: str) -> Path:
        """Where the decoded audio of a recording lies."""
        return self.derived / "audio" / sha256[:2] / f"{sha256}.wav"


def find_case(start: Path) -> CaseFolder:
    """The case at `start` or in a folder above it.

    Raises:
        CaseUnusable: there is none.
    """
    whole = start.resolve()  # "..", else, would make this folder one above
    for folder in (whole, *whole.parents):
        if (folder / "case.toml").is_file():
            return CaseFolder(folder)
    raise CaseUnusable(
        f"There is no case in {start} or above it.",
        remedy="Make one with `earwitness init DIR`, or name it with `earwitness -C DIR`.",
    )
