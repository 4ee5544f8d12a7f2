"""What errors say, at the desk and in the language of the page."""

from django import template

from earwitness.desk import at_the_desk, names, remedies
from earwitness.records.errors import EarwitnessError

register = template.Library()


@register.filter
def what_happened(error: EarwitnessError) -> str:
    """What happened."""
    return at_the_desk.what_happened(error)


@register.filter
def what_to_do(error: EarwitnessError) -> str:
    """What to do, at the desk where that can be."""
    return at_the_desk.what_to_do(error)


@register.filter
def in_words(remedy: str) -> str:
    """What to do about a problem of a file."""
    return remedies.remedy(remedy)


@register.filter
def stage_words(name: str, label: str) -> str:
    """What a stage does; a stage of a plugin is called as it calls itself."""
    return str(names.STAGES.get(name, label))
