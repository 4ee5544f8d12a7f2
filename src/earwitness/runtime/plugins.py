"""Engines, sources and extractors, found through entry points."""

from importlib.metadata import entry_points
from typing import Any

from earwitness.records.errors import ModelMissing


def load(group: str, name: str) -> Any:
    """The class or function registered under `earwitness.<group>` as `name`.

    Raises:
        ModelMissing: nothing of that name is installed.
    """
    found = entry_points(group=f"earwitness.{group}", name=name)
    if not found:
        known = ", ".join(sorted(names(group))) or "none"
        raise ModelMissing(
            f"There is no {group.rstrip('s').replace('_', ' ')} called {name!r}.",
            remedy=f"Installed are: {known}. Correct case.toml or install the plugin.",
        )
    return next(iter(found)).load()


def names(group: str) -> tuple[str, ...]:
    """What is registered under `earwitness.<group>`, sorted."""
    return tuple(sorted(found.name for found in entry_points(group=f"earwitness.{group}")))
