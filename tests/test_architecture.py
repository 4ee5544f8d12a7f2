"""The walls of the house: import contracts, rooms, budgets; and that a breach is noticed."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCE = REPOSITORY / "src"
PACKAGE = SOURCE / "earwitness"

ROOMS = {"archive", "calls", "claims", "crossing", "desk", "publication", "records", "runtime"}
ABOVE_THE_ROOMS = {"app", "cli", "pipeline"}
DATA = {"demo"}

STATIONS, STORE, MODELS, NETWORK, PUBLISHED, RECORDS, CYCLES = (
    "Imports run downward only",
    "no store, no executors",
    "Model libraries",
    "HTTP clients and sockets",
    "Publishers see published types alone",
    "standard library only",
    "No import cycles",
)

BREACHES = [
    ("claims/russian/hearsay.py", "import earwitness.crossing.names", STATIONS),
    ("archive/walk.py", "import earwitness.calls.turns", STATIONS),
    ("runtime/ledger.py", "import earwitness.archive.walk", STATIONS),
    ("pipeline/groups.py", "import earwitness.app.answers", STATIONS),
    ("records/claim.py", "import earwitness.runtime.canonical", STATIONS),
    ("calls/turns.py", "import earwitness.runtime.store.results", STORE),
    ("crossing/names.py", "import earwitness.runtime.executors.local", STORE),
    ("archive/walk.py", "import django.db", STORE),
    ("calls/hearing.py", "import onnxruntime", MODELS),
    ("claims/russian/places.py", "import slovnet", MODELS),
    ("cli/views.py", "import faster_whisper", MODELS),
    ("calls/hearing.py", "import httpx", NETWORK),
    ("claims/russian/units.py", "import socket", NETWORK),
    ("app/demo.py", "import urllib.request", NETWORK),
    ("publication/publishers/__init__.py", "import earwitness.records.call", PUBLISHED),
    ("publication/publishers/__init__.py", "import earwitness.records.release", PUBLISHED),
    ("records/hearing.py", "import numpy", RECORDS),
    ("records/call.py", "import phonenumbers", RECORDS),
    ("runtime/canonical.py", "import earwitness.runtime.store.results", CYCLES),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of a copy of the repository."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package without its data, and the contracts."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        PACKAGE,
        folder / "src" / "earwitness",
        ignore=shutil.ignore_patterns("__pycache__", "demo", "*.tsv", "*.css"),
    )
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(copy: Path) -> None:
    answer = lint(copy)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "0 broken" in answer.stdout


@pytest.mark.parametrize(("file", "line", "contract"), BREACHES)
def test_a_planted_breach_is_noticed(copy: Path, file: str, line: str, contract: str) -> None:
    path = copy / "src" / "earwitness" / file
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(f"{before}\n{line}\n", encoding="utf-8")
        answer = lint(copy)
    finally:
        path.write_text(before, encoding="utf-8")
    assert answer.returncode != 0
    broken = [row for row in answer.stdout.splitlines() if "BROKEN" in row]
    assert any(contract in row for row in broken), answer.stdout + answer.stderr


def test_the_folders_are_the_declared_rooms() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == ROOMS | ABOVE_THE_ROOMS | DATA
    files = {path.name for path in PACKAGE.glob("*.py")}
    assert files == {"__init__.py", "__main__.py"}


def test_tests_mirror_the_rooms() -> None:
    known = ROOMS | ABOVE_THE_ROOMS | {"data", "docs", "end_to_end", "fakes", "__pycache__"}
    assert {path.name for path in (REPOSITORY / "tests").iterdir() if path.is_dir()} <= known


def sources() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines without the docstring."""
    assert node.end_lineno is not None
    lines = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node) is not None:
        doc = node.body[0]
        assert doc.end_lineno is not None
        lines -= doc.end_lineno - doc.lineno + 1
    return lines


def test_files_keep_to_their_budget() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert max(sizes.values()) <= 500, max(sizes, key=lambda path: sizes[path])
    assert median(sizes.values()) <= 120


def test_functions_keep_to_their_budget() -> None:
    sizes = {f"{path.name}:{n.name}": length(n) for path in sources() for n in functions(path)}
    assert max(sizes.values()) <= 80, max(sizes, key=lambda name: sizes[name])
    assert median(sizes.values()) <= 12


def test_every_function_is_annotated() -> None:
    bare = []
    for path in sources():
        for node in functions(path):
            own = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            own += [arg for arg in (node.args.vararg, node.args.kwarg) if arg]
            missing = [a.arg for a in own if a.annotation is None and a.arg not in ("self", "cls")]
            if missing or node.returns is None:
                bare.append(f"{path.name}:{node.name} {missing}")
    assert bare == []


def test_everything_public_is_described() -> None:
    bare = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        public = [
            node
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        bare += [f"{path.name}:{n.name}" for n in public if ast.get_docstring(n) is None]
        if ast.get_docstring(tree) is None:
            bare.append(path.name)
    assert bare == []


@pytest.mark.parametrize("name", ["utils", "helpers", "misc", "manager", "common"])
def test_no_file_is_named_for_nothing(name: str) -> None:
    assert not [path for path in sources() if name in path.stem.split("_")]
