"""Addresses of the list of calls."""

from django.urls import path

from earwitness.desk.calls import saved, searching, views

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("search/", searching.search, name="search"),
    path("searches/", saved.save_search, name="save_search"),
    path("searches/<int:number>/drop/", saved.drop_search, name="drop_search"),
]
