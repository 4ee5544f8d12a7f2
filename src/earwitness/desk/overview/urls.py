"""Addresses of the overview."""

from django.urls import path

from earwitness.desk.overview import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("overview/progress/", views.progress, name="progress"),
]
