"""A template filter that marks Cyrillic words with their language, for voices and fonts."""

import re

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = Library()

_RUN = re.compile(r"[\u0400-\u04ff]+(?:[\s'’.\-]+[\u0400-\u04ff]+)*")
# Letters of the Ukrainian alphabet that the Russian one does not have.
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)


@register.filter
def cyrillic(text: str) -> SafeString:
    """The text escaped, each run of Cyrillic words in a `span` with `lang` "ru" or "uk"."""
    return mark_safe(_RUN.sub(_marked, conditional_escape(text)))


def _marked(run: re.Match[str]) -> str:
    language = "uk" if _UKRAINIAN.search(run[0]) else "ru"
    return f'<span lang="{language}">{run[0]}</span>'
