"""A template filter that marks Cyrillic words with their language, for voices and fonts."""

import re

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from earwitness.desk.languages import language_of

register = Library()

_RUN = re.compile(r"[\u0400-\u04ff]+(?:[\s'’.\-]+[\u0400-\u04ff]+)*")


@register.filter
def cyrillic(text: str) -> SafeString:
    """The text escaped, each run of Cyrillic words in a `span` with `lang` "ru" or "uk"."""
    return mark_safe(_RUN.sub(_marked, conditional_escape(text)))


def _marked(run: re.Match[str]) -> str:
    return f'<span lang="{language_of(run[0])}">{run[0]}</span>'
