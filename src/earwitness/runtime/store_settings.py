"""Django's settings for the store: no web, no user model, one SQLite file in WAL mode."""

from typing import Any

SECRET_KEY = "unused: the store signs nothing"
INSTALLED_APPS = ["earwitness.runtime.store.apps.StoreConfig"]
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {
            # IMMEDIATE takes the write lock at once, so two writers queue instead of failing
            # half-way; synchronous=FULL keeps a committed row through a power cut.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
