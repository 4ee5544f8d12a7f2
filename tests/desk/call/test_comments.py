"""People talk about a span: who said it, when, and whether it is settled."""

from django.test import Client

from desk.call.test_editing import person, recording
from desk.conftest import LogIn
from earwitness.app.comments import talks_of
from earwitness.app.custody import verify
from earwitness.app.forgetting import forget
from earwitness.desk.models import Exposure, UnsavedText
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import CommentRow


def say(client: Client, text: str = "Is this twelve or twenty?") -> None:
    """Comment on the first turn."""
    fields = {"start_ms": "0", "end_ms": "1000", "text": text}
    client.post(f"/recordings/{recording()}/comments/new", fields)


def page(client: Client) -> str:
    """The list of talks."""
    return client.get(f"/recordings/{recording()}/comments").content.decode()


def answer(client: Client, **said: str) -> None:
    """Answer the first comment."""
    first = talks_of(recording())[0].first.id
    client.post(f"/recordings/{recording()}/comments/{first}", said)


def test_a_reader_asks_a_verifier_answers_and_it_is_settled(team: Workplace) -> None:
    reader, verifier = person("rita", Role.READER), person("vera", Role.VERIFIER)
    say(reader)
    answer(verifier, text="Twenty; compare the list.")
    assert talks_of(recording())[0].is_settled is False
    answer(verifier, settles="1")
    told = page(reader)
    assert talks_of(recording())[0].is_settled is True
    assert all(word in told for word in ("rita", "vera", "twelve or twenty", "compare the list"))
    answer(reader, settles="0", text="No, listen again.")
    assert talks_of(recording())[0].is_settled is False


def test_each_comment_is_in_the_ledger_under_its_writer(team: Workplace) -> None:
    say(person("rita", Role.READER))
    (entry,) = journal.entries(action="comment")
    assert (entry.actor, entry.subject) == ("rita", recording())
    assert verify(team)["ok"] is True


def test_a_changed_comment_is_found(team: Workplace) -> None:
    say(person("rita", Role.READER))
    row = CommentRow.objects.get()
    CommentRow.objects.update(body={**row.body, "text": "Twelve."})
    assert verify(team)["ok"] is False


def test_forgetting_takes_the_comments_along(team: Workplace) -> None:
    say(person("rita", Role.READER))
    forget(team, recording(), why="the source withdrew consent")
    assert CommentRow.objects.count() == 0
    assert verify(team)["ok"] is True


def test_an_empty_comment_and_one_of_nowhere_are_refused(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    say(reader, text="  ")
    reader.post(f"/recordings/{recording()}/comments/new", {"start_ms": "x", "text": "Well?"})
    reader.post(f"/recordings/{recording()}/comments/comment-000000000000", {"text": "Well?"})
    assert talks_of(recording()) == ()


def test_a_comment_is_text_and_nothing_else(team: Workplace, log_in: LogIn) -> None:
    say(log_in(Role.READER), text="<script>alert(1)</script>")
    assert "<script>" not in page(log_in(Role.READER))


def test_who_does_not_comment_sees_no_form(team: Workplace, log_in: LogIn) -> None:
    say(log_in(Role.READER))
    admin = log_in(Role.ADMIN)
    assert admin.post(f"/recordings/{recording()}/comments/new", {}).status_code == 403
    assert "<form" not in page(admin)


def test_forgetting_takes_along_what_was_typed_and_who_heard_it(team: Workplace) -> None:
    olena, sha256 = person("olena"), recording()
    fields = {"start_ms": "0", "end_ms": "1000", "channel": "0", "text": "двадцать"}
    olena.post(f"/recordings/{sha256}/unsaved", fields)
    olena.post(f"/recordings/{sha256}/heard", {"ms": "12000"})
    assert (UnsavedText.objects.count(), Exposure.objects.get().heard_ms) == (1, 12000)
    forget(team, sha256, why="the source withdrew consent")
    assert (UnsavedText.objects.count(), Exposure.objects.count()) == (0, 0)
