"""Pictures of the product as it is, for whoever reads about it and for whoever looks for what is ugly."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.lived_in import live_in
from tests.rooms import REPORTS

#: `XIANDENG_PICTURES=docs/pictures` renews the ones that the README shows.
PICTURES = Path(os.environ.get("XIANDENG_PICTURES", REPORTS / "pictures"))


def take(page: Page, name: str) -> None:
    """Take a picture of a whole page."""
    page.emulate_media(reduced_motion="reduce", color_scheme="dark" if name.endswith("dark") else "light")
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True, animations="disabled", scale="css")
    assert path.stat().st_size > 5_000, "a picture shows something"


def test_pictures_of_the_app(new_phone: Callable[..., AgentPhone], wait: Callable[..., None]) -> None:
    lived = live_in(new_phone, wait)
    for language in ("zh", "en"):
        lived.phone.speak(language)
        for name, place in lived.screens().items():
            lived.phone.go(place)
            expect(lived.phone.page.locator("h1")).to_be_visible()
            for theme in ("light", "dark"):
                take(lived.phone.page, f"phone-{name}-{language}-{theme}")
            if lived.phone.page.locator("dialog").count() > 0:
                lived.phone.page.keyboard.press("Escape")
