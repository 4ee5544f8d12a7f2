"""Addresses for whoever watches the desk."""

from django.urls import path

from earwitness.desk.health import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
]
