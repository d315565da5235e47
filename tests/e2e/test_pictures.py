"""Pictures of the product as it is: for whoever reads about it, and for whoever looks for what is ugly."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.client_phone import ClientPhone
from tests.e2e.desk import Desk
from tests.e2e.lived_in import live_in
from tests.rooms import REPORTS

#: `XIANDENG_PICTURES=docs/pictures` renews those that the README shows, and only those.
RENEW = os.environ.get("XIANDENG_PICTURES")
PICTURES = Path(RENEW) if RENEW else REPORTS / "pictures"
IN_README = {
    "phone-register-zh-light",
    "phone-code-zh-light",
    "phone-contested-zh-light",
    "phone-contested-en-dark",
    "phone-outbox-zh-light",
    "client-zh-light",
    "desk-contested-zh-light",
    "desk-overview-en-dark",
    "desk-rules-preview-zh-light",
}
TOAST_MINUTES = 0.2


def take(page: Page, name: str) -> None:
    """Take a picture of what a person sees without scrolling."""
    if RENEW and name not in IN_README:
        return
    page.emulate_media(reduced_motion="reduce", color_scheme="dark" if name.endswith("dark") else "light")
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", scale="css")
    assert path.stat().st_size > 5_000, "a picture shows something"


def test_pictures(
    new_phone: Callable[..., AgentPhone],
    new_client: Callable[[], ClientPhone],
    new_desk: Callable[..., Desk],
    wait: Callable[..., None],
) -> None:
    lived = live_in(new_phone, wait)
    phone = lived.phone
    phone.pass_time(TOAST_MINUTES)
    for language in ("zh", "en"):
        phone.speak(language)
        for name, place in lived.screens().items():
            phone.go(place)
            expect(phone.page.locator("h1")).to_be_visible()
            phone.page.locator("h1").focus()
            for theme in ("light", "dark"):
                take(phone.page, f"phone-{name}-{language}-{theme}")
            if phone.page.locator("dialog").count() > 0:
                phone.page.keyboard.press("Escape")
        desk = new_desk("manager", language=language)
        for name, place in {"overview": "", "contested": "contested", "phones": "phones"}.items():
            desk.open(place)
            for theme in ("light", "dark"):
                take(desk.page, f"desk-{name}-{language}-{theme}")
    phone.go(f"code/{lived.registration}")
    client = new_client()
    client.page.set_viewport_size({"width": 390, "height": 844})
    client.open(f"{phone.code_on_screen()}?language=zh")
    take(client.page, "client-zh-light")


def test_every_picture_of_the_readme_is_there() -> None:
    root = Path(__file__).parents[2]
    readme = (root / "README.md").read_text(encoding="utf-8")
    there = {path.stem for path in (root / "docs/pictures").glob("*.png")}
    assert there == IN_README
    assert [name for name in IN_README if f"docs/pictures/{name}.png" not in readme] == []
