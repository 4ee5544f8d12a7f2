"""Writes the codebook into `docs/themes.md`, below its mark.

uv run python docs/generate_themes.py
"""

from pathlib import Path

from earwitness.claims.themes.codebook import Theme, codebook

PAGE = Path(__file__).with_name("themes.md")
MARK = "<!-- From here on: uv run python docs/generate_themes.py -->\n"


def section(theme: Theme) -> str:
    """One theme as the page shows it."""
    near = ", ".join(f"`{name}`" for name in theme.near)
    examples = "\n".join(f"> {example}  " for example in theme.examples)
    misses = " · ".join(theme.near_misses)
    return (
        f"### {theme.name}\n\n**{theme.title}.** {theme.definition}\n\n"
        f"Use: {theme.use}\nNot: {theme.avoid}\nNear: {near}.\n\n"
        f"{examples}\n\nNot this theme: {misses}\n"
    )


def written() -> str:
    """The whole page: what stands above the mark, and the codebook."""
    head, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return head + MARK + "\n" + "\n".join(section(theme) for theme in codebook())


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
