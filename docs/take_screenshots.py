"""Takes the pictures of docs/desk.md: `uv run python docs/take_screenshots.py CASE`.

CASE is a case that `earwitness demo` made; its people are invented. It is copied first: the script
makes a release in the copy. Pictures are 1280 × 800, with 256 colours to be small.
"""

import argparse
import io
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from earwitness.desk.serving import serve_alone

IMAGES = Path(__file__).parent / "images"
SIZE = {"width": 1280, "height": 800}
NAME = "spring"


def main() -> None:
    """Serve a copy of the case, and go from page to page."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("case", type=Path)
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "demo-case"
        shutil.copytree(asked.case, case)
        serving = serve_alone(case)
        threading.Thread(target=serving.run, daemon=True).start()
        try:
            _take_all(serving.address)
        finally:
            serving.stop()


def _take_all(link: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        base = link.partition("/enter/")[0]
        page = browser.new_context(viewport=SIZE, locale="en-GB", base_url=base).new_page()
        page.goto(link)
        _take(page, "overview", "/")
        _take(page, "calls", "/calls/")
        _take(page, "findings", "/findings/")
        page.get_by_role("button", name="Show all such calls").click()
        call = str(page.locator("main a[href^='/calls/']").first.get_attribute("href"))
        call = call.split("#")[0].split("?")[0]
        _take(page, "call", call, "#player[data-ready]")
        page.goto("/speakers/")
        speaker = page.locator("main a[href$='/caller/'], main a[href$='/called/']").first
        _take(page, "speaker", str(speaker.get_attribute("href")))
        _make_release(page, call)
        _take(page, "release", page.url)
        browser.close()


def _make_release(page: Page, call: str) -> None:
    """A release with one piece of the call, and its page."""
    page.goto("/releases/")
    page.locator("main input[name=name]").fill(NAME)
    page.locator("main input[name=title]").fill("What they told at home")
    page.locator("main form[action='/new-release'] button").click()
    page.goto(f"{call}choose/?from=0&to=12000")
    page.locator("main form").last.locator("button").last.click()
    page.goto(f"/releases/{NAME}/")
    page.locator(f"main a[href^='/releases/{NAME}/clips/']").first.click()


def _take(page: Page, name: str, path: str, ready: str = "main") -> None:
    page.goto(path)
    page.wait_for_selector(ready)
    page.wait_for_timeout(1500)  # charts and waveforms
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    target = IMAGES / f"desk-{name}.png"
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    sys.stdout.write(f"{target.name}: {target.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
