"""What is done at the desk changes what the phones show, and the other way round."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import assert_good
from tests.e2e.desk import Desk
from tests.e2e.lived_in import live_in
from webapp import words

NUMBER, ENDING = "138 1234 5678", "5678"
ACTS = ("disputes", "pool", "outages")
RULES = ("rules", "rules/1", "rules/compare?one=1&other=1")
PLACES = {
    "manager": ("", "contested", "clients", *ACTS, "signals", "phones", "people", "people/new", *RULES, "rules/edit"),
    "auditor": ("", "contested", "clients", *ACTS, "signals", "phones", "people", *RULES),
    "admin": ("", "phones", "people", "people/new"),
}


def test_a_newcomer_gets_an_account_a_code_and_a_phone_until_it_is_revoked(
    browser: Browser, address: str, new_desk: Callable[..., Desk]
) -> None:
    manager = new_desk("manager")
    manager.open("people/new")
    for box, text in {"name": "测试新人", "staff_number": "A09", "login": "nora"}.items():
        manager.page.fill(f"#{box}", text)
    manager.page.select_option("#role", "agent")
    manager.page.select_option("#language", "en")
    manager.press("add")
    password = manager.secret()
    phone = AgentPhone.fresh(browser, address)
    phone.change_first_password("nora", password)
    manager.open("phones")
    manager.page.get_by_role("row", name="测试新人").get_by_role("link").first.click()
    manager.press("issue_code")
    phone.enrol(manager.secret())
    phone.register(NUMBER)
    phone.sync()

    manager.open("clients")
    expect(manager.page.get_by_role("main")).to_contain_text("测试新人")
    expect(manager.page.get_by_role("main")).to_contain_text("138****5678")
    assert "13812345678" not in manager.page.content().replace(" ", "")

    manager.open("phones")
    manager.do("测试新人", "revoke")
    entry = phone.register("138 0000 6001")
    expect(phone.page.locator(".pill")).to_contain_text(phone.word("pill_sign_in", count=1))
    phone.sign_in("nora")
    phone.unlock()
    phone.go("outbox")
    expect(phone.page.locator("main")).to_contain_text(words.say("en", "errors.device_closed"))
    assert phone.stored()[-1]["id"] == entry
    assert phone.stored()[-1]["state"] == "saved"
    phone.context.close()


def test_somebody_who_is_disabled_is_out_at_the_next_request(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk]
) -> None:
    phone, manager = new_phone("anna"), new_desk("manager")
    manager.open("people")
    manager.do("测试甲", "disable")
    phone.register(NUMBER)
    expect(phone.page.locator(".pill")).to_contain_text(phone.word("pill_sign_in", count=1))
    phone.page.goto(f"{phone.address}/sign-in")
    phone.page.fill("#login", "anna")
    phone.page.fill("#password", "long enough for a test")
    phone.page.click("button[type=submit]")
    expect(phone.page.get_by_role("alert")).to_contain_text(words.say("en", "errors.sign_in_wrong"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_the_desk(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk], wait: Callable[..., None], language: str
) -> None:
    lived = live_in(new_phone, wait)
    for login, places in PLACES.items():
        desk = new_desk(login, language=language)
        client = f"clients/{lived.own}"
        more = (client, f"{client}/acts", f"contested/{lived.contested}") if login != "admin" else ()
        for place in (*places, *more):
            desk.open(place)
            for theme in ("light", "dark"):
                desk.page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
                assert_good(desk.page, f"{login} /desk/{place} {language} {theme}")
            desk.page.set_viewport_size({"width": 320, "height": 640})
            assert_good(desk.page, f"{login} /desk/{place} {language} 320 px")
            desk.page.set_viewport_size({"width": 1280, "height": 860})
