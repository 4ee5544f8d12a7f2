"""Times in templates."""

from django import template

register = template.Library()


@register.filter
def seconds(ms: int) -> str:
    """Milliseconds as seconds of an address: 12300 is 12.3."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
