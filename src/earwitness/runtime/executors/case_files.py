"""Files that a task needs or makes, named so that they can be brought to another machine."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any


class CaseFile(str):
    """Path of a file of the case that a task reads."""

    __slots__ = ()


class NewFile(str):
    """Path at which a task leaves a file of the case."""

    __slots__ = ()


def with_each(value: Any, kind: type[Any], change: Callable[[Any], Any]) -> Any:
    """The same value with everything of a kind changed, wherever it stands in tuples and in fields
    of dataclasses. Lists and mappings are taken as they are: what is stored holds no files."""
    if isinstance(value, kind):
        return change(value)
    if type(value) is tuple:
        found = tuple(with_each(one, kind, change) for one in value)
        same = all(new is one for new, one in zip(found, value, strict=True))
        return value if same else found
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        new = {name: with_each(one, kind, change) for name, one in own.items()}
        changed = {name: one for name, one in new.items() if one is not own[name]}
        return replace(value, **changed) if changed else value
    return value
