"""Every view, in both languages and both themes: axe finds nothing, thumbs hit everything, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import NARROW, look_at, look_at_all_widths
from tests.e2e.lived_in import live_in
from tests.factories.office import Office

LANGUAGES = ("zh", "en")


def test_every_screen_of_the_app(new_phone: Callable[..., AgentPhone], wait: Callable[..., None]) -> None:
    lived = live_in(new_phone, wait)
    phone = lived.phone
    for language in LANGUAGES:
        phone.speak(language)
        for name, place in lived.screens().items():
            phone.go(place)
            expect(phone.page.locator("h1")).to_be_visible()
            look_at_all_widths(phone.page, f"{name}, {language}")
            phone.page.set_viewport_size(NARROW)
            phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], f"{name} at 200 %"
            phone.page.evaluate("document.documentElement.style.fontSize = ''")
            phone.page.set_viewport_size({"width": 390, "height": 844})
            if phone.page.locator("dialog").count() > 0:
                phone.page.keyboard.press("Escape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_before_the_app(browser: Browser, address: str, open_office: Office, language: str) -> None:
    phone = AgentPhone.fresh(browser, address, language)
    page = phone.page
    page.goto(f"{address}/sign-in?language={language}")
    look_at(page, "sign-in")
    page.goto(f"{address}/app/")
    page.evaluate(f"localStorage.setItem('xiandeng.language', '{language}')")
    page.reload()
    expect(page.get_by_role("link", name=phone.word("sign_in"))).to_be_visible()
    look_at(page, "signed out")
    phone.sign_in("anna")
    expect(page.locator("#code")).to_be_visible()
    look_at(page, "enrol")
    page.fill("#code", open_office.code_for("anna"))
    phone.press("enrol")
    expect(page.locator("#again")).to_be_visible()
    look_at(page, "choose a PIN")
    page.fill("#pin", "246810")
    page.fill("#again", "246810")
    phone.press("pin_set")
    phone.expect_synced()
    page.reload()
    expect(page.locator("#pin")).to_be_visible()
    look_at(page, "give the PIN")
    phone.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clients_page(new_phone: Callable[..., AgentPhone], browser: Browser, address: str, language: str) -> None:
    phone = new_phone("anna")
    phone.register("138 1234 5678")
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(f"{phone.code_on_screen()}?language={language}")
    look_at(page, "question")
    page.locator("button[type=submit]").click()
    look_at(page, "refused")
    page.check("input[name=answer][value=yes]")
    page.locator("button[type=submit]").click()
    look_at(page, "answered")
    page.goto(f"{address}/c/nothing")
    look_at(page, "unreadable")
    context.close()
