"""axe-core on a page in a real browser: WCAG 2.2 A and AA, and the practices its makers advise.

The script is evaluated by the browser's debugger, which the policy of the desk does not bind: the
page runs under the policy that people get. Frames are left out: the page that readers see has tests
of its own.
"""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags"""

_RUN = """async (tags) => {
    const rules = { "label-content-name-mismatch": { enabled: true } };
    const only = { type: "tag", values: tags };
    const how = { runOnly: only, rules, resultTypes: ["violations"], iframes: false };
    const found = await axe.run(document, how);
    return found.violations.flatMap(
        (one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`)
    );
}"""


def violations(page: Page) -> list[str]:
    """What the page breaks: the rule, and the element as it is written."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE)
    found: list[str] = page.evaluate(_RUN, TAGS)
    return found
