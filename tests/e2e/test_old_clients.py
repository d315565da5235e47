"""A list of old clients: the manager publishes it, its clients are on the phones, and an objection is at the desk."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Literal

from playwright.sync_api import FilePayload, ViewportSize, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import assert_good
from tests.e2e.desk import Desk
from tests.e2e.test_pictures import take
from webapp import words

ROWS = "手机号,姓氏,称呼,工号,首次接待,最后联系\n138 0000 4001,王,女士,A01,{year}-01-05,{year}-01-20\n"
PHONE = ViewportSize(width=390, height=844)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def said(area: str, key: str, **values: object) -> str:
    return words.say("en", f"{area}.{key}", **values)


def publish(manager: Desk, text: str) -> None:
    manager.open("old-clients")
    file = FilePayload(name="list.csv", mimeType="text/csv", buffer=text.encode())
    manager.page.set_input_files("#file", files=[file])
    manager.page.check("#publish")
    manager.page.get_by_role("button", name=said("old", "look")).click()


def test_a_list_goes_from_the_desk_to_the_phones_and_an_objection_comes_back(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk]
) -> None:
    anna, bert, manager = new_phone("anna"), new_phone("bert"), new_desk("manager")
    publish(manager, ROWS.format(year="2026").replace("A01", "A77"))
    expect(manager.page.get_by_role("alert")).to_have_text(said("old", "nothing_written"))
    publish(manager, ROWS.format(year="2026"))
    expect(manager.page.locator("table")).to_contain_text("王")

    anna.sync()
    anna.open_client("4001")
    expect(anna.page.locator("main")).to_contain_text("as in the published list of old clients")

    bert.go("old-clients")
    row = bert.page.locator("main .row")
    expect(row).to_contain_text("测试甲")
    row.get_by_role("button").click()
    bert.page.fill("textarea", "一月是我接待的")
    bert.page.get_by_role("button", name=said("phone_old", "send")).click()
    expect(row).to_contain_text(said("phone_old", "objected"))
    for language, theme in product(("zh", "en"), THEMES):
        bert.speak(language)
        bert.page.emulate_media(color_scheme=theme)
        bert.go("old-clients")
        expect(bert.page.locator("main .row")).to_have_count(1)
        take(bert.page, f"phone-old-clients-{language}-{theme}")
        assert_good(bert.page, f"old clients, {language}, {theme}")

    manager.open("old-clients")
    manager.page.locator("table a").first.click()
    expect(manager.page.locator("table")).to_contain_text(said("old", "objected"))
    assert_good(manager.page, "a list at the desk")
    manager.page.set_viewport_size(PHONE)
    manager.open("old-clients")
    assert_good(manager.page, "lists at the desk, narrow")
    take(manager.page, "desk-old-clients-narrow")
