"""Addresses of pages of other parts."""

from django.urls import NoReverseMatch, reverse


def address_or_nothing(name: str, *args: str) -> str:
    """The address of the page with this name; empty if it is the page of nothing with such ids."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
