"""A release is an allow-list: no path leads from work data into a package."""

import ast
import dataclasses
import types
import typing
from enum import Enum
from pathlib import Path

import pytest

from earwitness.records import published

PLAIN = (str, int, bool, bytes)
TYPES = [
    one
    for one in vars(published).values()
    if dataclasses.is_dataclass(one) and isinstance(one, type)
]


def leaves(annotation: object) -> set[type]:
    """Every type that an annotation can hold, without the tuples and unions around it."""
    origin = typing.get_origin(annotation)
    if origin is None:
        assert isinstance(annotation, type), annotation
        return {annotation}
    assert origin in (tuple, types.UnionType), annotation
    inner = (part for part in typing.get_args(annotation) if part is not Ellipsis)
    return set().union(*(leaves(part) for part in inner))


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_published_type_holds_plain_values_and_published_types_alone(kind: type) -> None:
    for name, annotation in typing.get_type_hints(kind).items():
        for leaf in leaves(annotation) - {type(None)}:
            known = leaf in PLAIN or leaf in TYPES or issubclass(leaf, Enum)
            assert known, f"{kind.__name__}.{name} can hold {leaf}"
            if issubclass(leaf, Enum):
                assert leaf.__module__ == published.__name__


WORK_WORDS = ("sha256", "call_id", "line", "caller", "called", "path_of", "recording", "started_at")


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_no_published_field_is_named_after_work_data(kind: type) -> None:
    names = {field.name for field in dataclasses.fields(kind)}
    assert not names & set(WORK_WORDS)


def test_the_published_types_import_nothing_of_the_case() -> None:
    tree = ast.parse(Path(published.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
        one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names
    }
    assert imported <= {"dataclasses", "enum"}
