"""The command about call lists: how each was read."""

from earwitness.cli import call_list_views, views
from earwitness.cli.commands import Json, _place, app


@app.command()
def call_lists(as_json: Json = False) -> None:
    """How each call list was read: its columns, its time zone, what was set aside."""
    from earwitness.app.call_lists import list_readings

    _place()
    found = list_readings()
    call_list_views.show_readings(found, as_json)
    if not found and not as_json:
        views.say("No call list has been read yet.")
