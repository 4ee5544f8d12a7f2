"""Addresses of other parts of the desk, where they are there."""

from django.urls import NoReverseMatch, reverse


def address_or_nothing(name: str, *args: str) -> str:
    """The address of a page with this name; empty if the desk has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
