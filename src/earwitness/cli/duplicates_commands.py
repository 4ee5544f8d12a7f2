"""The command that shows duplicates."""

from earwitness.cli.commands import Json, _place, app
from earwitness.cli.duplicates_views import show_duplicates


@app.command()
def duplicates(as_json: Json = False) -> None:
    """Recordings of one sound: copies, re-encodings, cuts, sides. Nothing is deleted."""
    from earwitness.app.duplicates import duplicates_answer

    _place()
    show_duplicates(duplicates_answer(), as_json)
