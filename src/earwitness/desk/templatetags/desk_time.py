"""Times and names of fields in templates."""

from django import template

from earwitness.app.releases.words import clock as typed

register = template.Library()


@register.filter
def clock(ms: int) -> str:
    """Milliseconds as people type them: 72500 is 1:12.5."""
    return typed(ms)


@register.filter
def seconds(ms: int) -> str:
    """Milliseconds as seconds of an address: 12300 is 12.3."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


@register.filter
def words(name: str) -> str:
    """A name of a field in words: `duration_ms` is "duration"."""
    return name.removesuffix("_ms").replace("_", " ")


@register.filter
def figure(value: object) -> object:
    """A number without a needless ".0"."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
