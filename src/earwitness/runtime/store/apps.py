"""The store as a Django application."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Gives the tables their prefix, `store_`."""

    name = "earwitness.runtime.store"
    label = "store"
