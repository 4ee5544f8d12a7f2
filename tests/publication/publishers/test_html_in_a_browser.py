"""A browser opens a page from the disk: its policy lets its own script run, and no other."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.publication.packages import write_package
from earwitness.publication.publishers.html.publisher import HtmlPublisher
from earwitness.records.published import PublishedRelease
from fakes.releases import CELLAR, RELEASE

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    not BROWSER and not os.environ.get("EARWITNESS_REQUIRE_BROWSER"),
    reason="no Chromium on this machine",
)


def shown(release: PublishedRelease, folder: Path) -> str:
    """The page of the first clip as the browser holds it after a second."""
    write_package(HtmlPublisher().publish(release), folder / "package")
    assert BROWSER
    answer = subprocess.run(
        [
            BROWSER,
            *("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=1000"),
            *(f"--user-data-dir={folder / 'profile'}", "--dump-dom"),
            (folder / "package" / f"clip-{CELLAR.id}.html").as_uri(),
        ],
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return answer.stdout


def test_the_script_of_the_page_runs_and_gives_times_to_choose(tmp_path: Path) -> None:
    page = shown(RELEASE, tmp_path)
    assert re.search(r'<div class="controls" role="group"[^>]*>', page)
    assert not re.search(r'<div class="controls"[^>]*hidden', page)
    assert page.count('aria-label="Play from 0:0') == 4
    assert '<details class="guard">' in page


def test_a_script_that_came_with_a_text_does_not_run(tmp_path: Path) -> None:
    foreign = (
        "<script>document.body.id='owned'</script><img src=x onerror=\"document.body.id='owned'\">"
    )
    hostile = replace(CELLAR, title=foreign, note=foreign, warnings=(foreign,))
    page = shown(replace(RELEASE, title=foreign, clips=(hostile,)), tmp_path)
    assert "<body>" in page and 'id="owned"' not in page
    assert page.count("<script>") == 1 and "<img" not in page
