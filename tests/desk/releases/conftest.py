"""A release in the tiny case, and a desk whose tools need no model."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from app.releases.conftest import NAME, chosen
from earwitness.app.releases.drafts import new_release
from earwitness.app.releases.wiring import tools as wired
from earwitness.desk.releases import making, work
from earwitness.runtime.runner import Workplace
from fakes.release_tools import Desk

Post = Callable[..., str]


@pytest.fixture
def desk() -> Iterator[Desk]:
    fake = Desk()
    making.make_with(lambda _progress: fake.tools())
    work.forget_last()
    yield fake
    making.make_with(wired)


def a_clip(place: Workplace) -> str:
    """The id of the one clip of a new release."""
    new_release(place, NAME, title="What they said at home", by="Olena")
    return chosen(place)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def post(client: Client, address: str, **fields: object) -> str:
    """Send a form; the page that it leads to."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200, (answer.status_code, answer.content[:300])
    return answer.content.decode()


def built(client: Client) -> str:
    """Build, wait, and look at the page of the edition."""
    post(client, f"/releases/{NAME}/build")
    work.wait()
    return page(client, f"/releases/{NAME}/edition/")
