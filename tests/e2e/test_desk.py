"""What is done at the desk changes what the phones show, and the other way round."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import look_at_all_widths
from tests.e2e.desk import Desk
from tests.e2e.lived_in import live_in
from webapp import words

NUMBER, ENDING = "138 1234 5678", "5678"
CASES = ("contested", "disputes")
CLIENTS = ("clients", "links", "pool", "outages", "signals", "old-clients")
RULES = ("rules", "rules/1", "rules/compare?one=1&other=1")
PEOPLE = ("phones", "people")
SEEN_BY_MANAGERS = ("", *CASES, *CLIENTS, "reports", *PEOPLE, *RULES)
PLACES = {
    "manager": (*SEEN_BY_MANAGERS, "channels", "people/new", "rules/edit"),
    "auditor": (*SEEN_BY_MANAGERS, "ledger"),
    "arbiter": ("", *CASES, *RULES),
    "front": ("reception", "reports"),
    "admin": ("", *PEOPLE, "people/new", "ledger"),
}
#: Who opens clients' files, and who opens cases.
FILES, BUNDLES = {"manager", "auditor"}, {"manager", "auditor", "arbiter"}
LOW_SCREEN = {"width": 1280, "height": 720}


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
    manager.page.get_by_role("row", name="测试甲").get_by_role("link").click()
    manager.press("disable")
    expect(manager.page.get_by_role("row", name="测试甲")).to_contain_text(words.say("en", "desk.state_disabled"))
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
        files = (client, f"{client}/acts") if login in FILES else ()
        cases = (f"contested/{lived.contested}",) if login in BUNDLES else ()
        for place in (*places, *files, *cases):
            desk.open(place)
            look_at_all_widths(desk.page, f"{login} /desk/{place} {language}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_room_and_the_way_out_are_seen_on_a_low_screen(new_desk: Callable[..., Desk], language: str) -> None:
    for login in PLACES:
        desk = new_desk(login, language=language, viewport=LOW_SCREEN)
        rooms = desk.page.get_by_role("navigation")
        for each in (*rooms.get_by_role("link").all(), desk.page.get_by_role("button").last):
            expect(each, login).to_be_in_viewport(ratio=1)
        for group in rooms.get_by_role("list").all()[1:]:
            assert group.get_by_role("link").count() > 0, login


def test_the_row_of_rooms_begins_where_the_reader_stands(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk("manager", viewport={"width": 390, "height": 844})
    desk.open("people")
    expect(desk.page.locator(".desk-rooms [aria-current=page]")).to_be_in_viewport(ratio=1)
