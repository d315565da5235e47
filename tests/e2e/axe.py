"""What axe-core finds on a page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROW: ViewportSize = {"width": 320, "height": 640}
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Every control that a thumb has to hit, smaller than 44 px; links inside sentences are spared, as WCAG does.
SMALL = """() => [...document.querySelectorAll(
    "button, a.button, a.row, a.pill, nav a, input, select, textarea, summary",
  )]
  .filter((each) => each.checkVisibility())
  .map((each) => {
    const target = each.matches("input[type=radio], input[type=checkbox]") ? each.closest("label") ?? each : each;
    return [target.getBoundingClientRect(), each.outerHTML.slice(0, 80)];
  })
  .filter(([box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
  .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""


#: A page is looked at when it stands still: a colour half-way between two others is nobody's choice.
STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished))"""


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def assert_good(page: Page, where: str) -> None:
    """Fail with what axe finds, what is too small for a thumb, and how far a page scrolls sideways."""
    page.wait_for_load_state()
    page.evaluate(STILL)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_source())
    options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options})")
    told = [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert not told, f"{where}: {told}"
    small = page.evaluate(SMALL)
    assert not small, f"{where}: targets are at least 44 px: {small}"
    sideways = page.evaluate(SIDEWAYS)
    assert sideways <= 0, f"{where}: scrolls {sideways} px sideways"


def look_at(page: Page, where: str) -> None:
    """Look in both themes."""
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert_good(page, f"{where}, {theme}")


def look_at_all_widths(page: Page, where: str) -> None:
    """Look in both themes, and on the smallest screen."""
    size = page.viewport_size
    assert size is not None
    look_at(page, where)
    page.set_viewport_size(NARROW)
    assert_good(page, f"{where}, 320 px")
    page.set_viewport_size(size)
