"""Addresses of the review."""

from django.urls import path

from earwitness.desk.review import views

urlpatterns = [
    path("review/", views.review, name="review"),
    *(
        path(f"review/{name}/", views.queue, {"name": name}, name=f"review_{name}")
        for name in views.QUEUES
    ),
]
