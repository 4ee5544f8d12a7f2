"""The store of a case: Django models, and functions that map rows to records.

Importing any part of it starts Django, which must know its settings before it sees a model.
"""

import os

import django
from django.apps import apps

if not (apps.ready or apps.loading):
    os.environ["DJANGO_SETTINGS_MODULE"] = "earwitness.runtime.store_settings"
    django.setup()
