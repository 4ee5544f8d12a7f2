"""What the documents promise: complete, true to the program, and without places of one machine."""

import importlib.util
import re
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from earwitness.records.errors import ExitCode
from earwitness.records.hearing import Flag
from earwitness.records.translation import DoubtKind
from earwitness.runtime.models.catalogue import built_in
from earwitness.runtime.settings import RawFormat, Settings

REPOSITORY = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", ".git", ".pytest_cache", "node_modules", "demo-case", "dist"}
DOCUMENTS = sorted(
    path
    for path in REPOSITORY.rglob("*.md")
    if NOT_OURS.isdisjoint(path.relative_to(REPOSITORY).parts)
)

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|tmp|mnt|var|private)/|\b[A-Z]:\\")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|npmjs|crates\.io|conda\.anaconda|artifactory", re.I)
PHONE = re.compile(r"(?<![\w.])\+\d(?:(?:[ -]| \(|\) ?)?\d){10,13}(?!\d)")
FICTIONAL = re.compile(r"\+79552\d{6}|\+38097000\d{4}")


def generator() -> Any:
    """The script that writes the reference of the command line."""
    place = REPOSITORY / "docs" / "generate_cli.py"
    spec = importlib.util.spec_from_file_location("generate_cli", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def anchors(document: Path) -> set[str]:
    """The anchors that a Markdown page offers, as forges make them from headings."""
    outside = FENCE.sub("", document.read_text(encoding="utf-8"))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(outside))
    return {heading.replace(" ", "-") for heading in kept}


def section_of(page: str, heading: str) -> str:
    """The text below a heading, up to the next one."""
    return re.split(r"^#", page.split(f"{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def default_of(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def as_toml(value: object) -> str:
    if value is MISSING:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(as_toml(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def test_the_committed_command_reference_is_what_the_program_declares() -> None:
    assert text_of("docs/cli.md") == generator().reference(), (
        "Run: uv run python docs/generate_cli.py"
    )


def test_the_reference_does_not_depend_on_the_width_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wide = generator().reference()
    monkeypatch.setenv("COLUMNS", "30")
    assert generator().reference() == wide


def test_every_command_and_option_stands_in_the_reference() -> None:
    import typer.main

    from earwitness.cli.commands import app

    reference = text_of("docs/cli.md")
    found = list(generator().commands(typer.main.get_command(app)))
    assert {"intake", "process", "models fetch"} <= {words for words, _ in found}
    for words, command in found:
        own = section_of(reference, f"## {words}")
        for parameter in command.params:
            for name in (*parameter.opts, *parameter.secondary_opts):
                assert (name if name.startswith("-") else name.upper()) in own, (words, name)


def test_every_json_answer_is_described() -> None:
    import typer.main

    from earwitness.cli.commands import app

    described = HEADING.findall(text_of("docs/json.md"))
    for words, command in generator().commands(typer.main.get_command(app)):
        if any("--json" in parameter.opts for parameter in command.params):
            assert words in described


@pytest.mark.parametrize("section", [field.name for field in fields(Settings)])
def test_every_setting_is_described_with_its_default(section: str) -> None:
    page = section_of(text_of("docs/settings.md"), f"## [{section}]")
    kind = {field.name: field.type for field in fields(Settings)}[section]
    assert is_dataclass(kind)
    for field in fields(kind):
        line = next((row for row in page.splitlines() if row.startswith(f"| `{field.name}` |")), "")
        assert line, f"[{section}] {field.name} is not described"
        assert as_toml(default_of(field)) in line, (section, field.name)


def test_the_keys_of_a_headerless_format_are_described() -> None:
    page = section_of(text_of("docs/settings.md"), '### [audio.raw.".suffix"]')
    assert all(f"| `{field.name}` |" in page for field in fields(RawFormat))


def test_every_exit_code_flag_and_model_is_described() -> None:
    errors, models = text_of("docs/errors.md"), text_of("docs/models.md")
    assert all(f"| {int(code)} |" in errors for code in ExitCode)
    assert all(f"| `{flag}` |" in errors for flag in Flag)
    doubts = section_of(text_of("docs/translation.md"), "## Doubts")
    assert all(f"`{kind}`" in doubts for kind in DoubtKind)
    assert all(f"| `{model.id}` |" in models for model in built_in().models)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        place = (document.parent / file).resolve() if file else document
        assert place.exists(), f"{document.name}: {target}"
        assert place.is_relative_to(REPOSITORY), f"{document.name}: {target}"
        if anchor:
            assert anchor in anchors(place), f"{document.name}: {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_names_a_place_of_one_machine_or_a_registry(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert MACHINE_PATH.findall(text) == []
    assert REGISTRY.findall(text) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_numbers_in_documents_are_fictional(document: Path) -> None:
    for written in PHONE.findall(document.read_text(encoding="utf-8")):
        assert FICTIONAL.fullmatch(re.sub(r"[^+\d]", "", written)), f"{document.name}: {written}"


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("see /home/somebody/case", MACHINE_PATH),
        ("`/tmp/case`", MACHINE_PATH),
        (r"C:\calls", MACHINE_PATH),
        ("index at https://PyPI.org/simple", REGISTRY),
    ],
)
def test_the_patterns_find_what_they_are_for(text: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(text)


def test_decision_records_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (REPOSITORY / "docs" / "decisions").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    for name in names:
        assert re.fullmatch(r"\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*\.md", name)
        lines = text_of(f"docs/decisions/{name}").splitlines()
        assert lines[0].startswith(f"# {name[:4]}. ")
        assert [line for line in lines if line.startswith("## ")] == [
            "## Context",
            "## Decision",
            "## Consequence",
        ]
        assert len(lines) <= 40


def test_the_picture_of_the_report_is_small_enough() -> None:
    picture = REPOSITORY / "docs" / "images" / "report.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size <= 300_000


def test_every_file_of_test_data_is_listed_with_its_licence() -> None:
    listed = text_of("tests/data/README.md")
    data = REPOSITORY / "tests" / "data"
    files = [path for path in data.rglob("*") if path.is_file() and path.name != "README.md"]
    assert files
    for path in files:
        assert f"`{path.relative_to(data).as_posix()}`" in listed
