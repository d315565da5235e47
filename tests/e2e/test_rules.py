"""Rules from the desk to the phone: written, previewed, published, read without a line, acknowledged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import assert_good, look_at
from tests.e2e.desk import Desk
from tests.e2e.test_pictures import take
from tests.factories.served import ShiftedClock, served
from webapp import create_app, words
from webapp.cli import demo
from webapp.config import Config
from webapp.demo.people import MANAGER, PASSWORD
from webapp.extensions import db

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 860}


def said(key: str, **values: object) -> str:
    return words.say("en", f"rules.page.{key}", **values)


def on_phone(key: str, **values: object) -> str:
    return words.say("en", f"phone_rules.{key}", **values)


def publish(manager: Desk, **rules: str) -> None:
    """Write a version, look at its preview, publish it."""
    manager.open("rules/edit")
    for name, text in rules.items():
        manager.page.fill(f"#{name}", text)
    manager.page.get_by_role("button", name=said("preview")).click()
    expect(manager.page.get_by_role("heading", name=said("look_back"))).to_be_visible()
    manager.page.get_by_role("button", name=said("publish")).click()
    expect(manager.page.get_by_role("status")).to_have_text(said("published_told"))


def test_rules_travel_from_the_desk_to_the_phone_and_back_as_read(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk]
) -> None:
    phone, manager = new_phone("anna"), new_desk("manager")
    publish(manager, protection_days_visit="10")
    phone.sync()
    phone.go("today")
    main = phone.page.locator("main")
    expect(main).to_contain_text("Protection after a visit: 15 days → 10 days")
    expect(main).to_contain_text(on_phone("card_title", version=1))
    phone.cut()
    phone.page.get_by_role("link", name=on_phone("card_open")).click()
    expect(main).to_contain_text("Protection after a visit: 15 days from the last effective contact")
    phone.page.get_by_role("button", name=on_phone("i_have_read")).click()
    expect(phone.page.get_by_role("alert")).to_be_visible()
    phone.reconnect()
    for version in (1, 2):
        phone.go(f"rules/{version}")
        phone.page.get_by_role("button", name=on_phone("i_have_read")).click()
        expect(main).to_contain_text(re.compile("You confirmed at"))
    expect(main).to_contain_text(on_phone("changed"))
    phone.go("today")
    expect(main).not_to_contain_text(on_phone("card_open"))
    manager.open("rules/2")
    expect(manager.page.get_by_role("main")).to_contain_text(said("read_count", read=1, all=3))


def test_what_has_to_be_mended_is_led_to_and_nothing_is_lost(new_desk: Callable[..., Desk]) -> None:
    manager = new_desk("manager")
    manager.open("rules/edit")
    manager.page.fill("#protection_cap_days", "9")
    manager.page.fill("#pool_cooldown_days", "41")
    manager.page.get_by_role("button", name=said("preview")).click()
    alert = manager.page.get_by_role("alert")
    expect(alert).to_contain_text(said("to_mend", count=1))
    alert.get_by_role("link").click()
    expect(manager.page.locator("#protection_cap_days")).to_have_attribute("aria-invalid", "true")
    expect(manager.page.locator("#pool_cooldown_days")).to_have_value("41")
    look_at(manager.page, "editor with something to mend")


@pytest.fixture
def demo_desk(browser: Browser, database: str, keys: Path, shifted: ShiftedClock) -> Iterator[Page]:
    """The manager's desk in the demo office of today."""
    app = create_app(Config(database, keys, plain_http=True), shifted)
    with app.app_context():
        demo()
        db.engine.dispose()
    with served(database, keys, shifted) as address:
        page = browser.new_context(viewport=DESK, base_url=address).new_page()
        page.goto("/sign-in?language=zh")
        page.fill("#login", MANAGER)
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/desk/**")
        yield page
        page.context.close()


def test_pictures_of_a_preview_in_the_demo_office(demo_desk: Page) -> None:
    for language in ("zh", "en"):
        demo_desk.set_viewport_size(DESK)
        demo_desk.goto(f"/desk/rules/edit?begin=2&language={language}")
        for name, text in {"protection_days_visit": "10", "tie_gap_seconds": "10", "offline_grace_hours": "0"}.items():
            demo_desk.fill(f"#{name}", text)
        demo_desk.locator("button[value=preview]").click()
        expect(demo_desk.locator(".lapse-chart")).to_be_visible()
        for place, size in {"desk": DESK, "narrow": PHONE}.items():
            demo_desk.set_viewport_size(size)
            for theme in ("light", "dark"):
                take(demo_desk, f"{place}-rules-preview-{language}-{theme}")
                assert_good(demo_desk, f"preview {language} {place} {theme}")
