"""What a page makes the browser fetch: the pages that people open all day are light."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Request

from desk.call.test_page import call_of
from desk.conftest import let_in
from earwitness.desk.models import Account
from earwitness.runtime.runner import Workplace

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HEAVIEST = 300_000
"""Bytes as sent, headers included, without sound; from the specification of the desk."""
ROWS = 50
"""Calls on a page of the list; the tiny case has three."""


def fetched_by(window: BrowserContext, path: str) -> dict[str, int]:
    """Bytes of everything that a page asked for in an empty browser, by address. A covered call is
    uncovered, and its page counts as it is then."""
    page, asked = window.new_page(), list[Request]()
    page.on("requestfinished", lambda one: asked.append(one))
    page.goto(path)
    uncover = page.get_by_role("button", name="Show this call")
    if uncover.count():
        uncover.click()
        page.wait_for_selector("#player[data-ready]")
    page.wait_for_load_state("networkidle")
    sizes = dict[str, int]()
    for one in asked:
        size = one.sizes()
        weight = size["responseBodySize"] + size["responseHeadersSize"]
        sizes[one.url] = max(weight, sizes.get(one.url, 0))
    return sizes


def test_the_pages_of_every_day_are_light(
    alone: Workplace, chromium: Browser, address: str
) -> None:
    me, _ = Account.objects.get_or_create(username=alone.actor, alone=True)
    for name in ("overview", "calls", "call"):
        empty = chromium.new_context(base_url=address)
        let_in(empty, address, me)
        path = reverse(name, args=[call_of()] if name == "call" else [])
        fetched = fetched_by(empty, path)
        empty.close()
        own = fetched[address + path]
        weight = sum(fetched.values()) + (own * (ROWS // 3) if name == "calls" else 0)
        print(
            f"{name}: {weight / 1000:.0f} kB in {len(fetched)} files, {own / 1000:.0f} kB its own"
        )
        assert len(fetched) > 4
        assert weight < HEAVIEST, fetched
