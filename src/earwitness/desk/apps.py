"""The desk as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Accounts, and what people keep at the desk for themselves."""

    name = "earwitness.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """As Django asks: what listens to log-ins is loaded."""
        from earwitness.desk.access import coming_in  # noqa: F401
