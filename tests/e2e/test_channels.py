"""A channel from the manager's page to the agent's phone, and every page about channels for eyes, ears and thumbs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import assert_good, look_at_all_widths
from tests.e2e.desk import Desk
from tests.factories.office import Office
from webapp import words

NUMBER, MASK, ENDING = "138 1234 5678", "138****5678", "5678"
CHANNEL = "安居渠道"


def add_and_report(desk: Desk, language: str, number: str) -> None:
    """Add a channel and take a report of it, through the pages that people use."""
    desk.open("channels")
    desk.page.fill("#name", CHANNEL)
    desk.page.select_option("#kind", "external")
    desk.page.get_by_role("button", name=words.say(language, "channels.add")).click()
    expect(desk.page.get_by_role("rowheader", name=CHANNEL)).to_be_visible()
    desk.open("reports")
    desk.page.fill("#number", number)
    desk.page.get_by_role("button", name=words.say(language, "channels.take_report")).click()
    expect(desk.page.get_by_role("status")).to_contain_text(CHANNEL)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_report_to_the_phone(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk], wait: Callable[..., None], language: str
) -> None:
    manager = new_desk("manager", language=language)
    add_and_report(manager, language, MASK)
    wait(minutes=40)
    phone = new_phone("anna")
    phone.speak(language)
    phone.go("register")
    phone.page.locator("input[name=source][value=channel]").check(force=True)
    choice = phone.page.get_by_role("radio", name=CHANNEL)
    expect(choice).to_be_visible()
    assert_good(phone.page, f"register with a channel, {language}")
    choice.check(force=True)
    phone.page.fill("#phone", NUMBER)
    phone.page.fill("#surname", "王")
    phone.page.locator("input[name=title][value=mr]").check(force=True)
    phone.press("save")
    phone.page.wait_for_url("**/app/#/code/*")
    phone.sync()
    phone.open_client(ENDING)
    credit = phone.page.get_by_role("region", name=words.say(language, "file.credit"))
    expect(credit).to_contain_text(CHANNEL)
    assert_good(phone.page, f"client with a channel, {language}")
    manager = new_desk("manager", language=language)
    manager.open(f"clients/{phone.client_id(NUMBER)}")
    shown = manager.page.get_by_role("region", name=words.say(language, "channels.credit_history", count=1))
    expect(shown).to_contain_text(CHANNEL)
    look_at(manager, language, manager.page.url.partition("/desk/")[2])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_about_channels(new_desk: Callable[..., Desk], open_office: Office, language: str) -> None:
    assert open_office.ids
    manager = new_desk("manager", language=language)
    manager.open("reports")
    assert_good(manager.page, f"no channel yet, {language}")
    add_and_report(manager, language, NUMBER)
    manager.page.fill("#number", "138****")
    manager.page.get_by_role("button", name=words.say(language, "channels.take_report")).click()
    expect(manager.page.locator("#number-hint")).to_have_text(words.say(language, "errors.mask_too_short"))
    assert_good(manager.page, f"a report refused, {language}")
    for path in ("reports", "channels"):
        look_at(manager, language, path)


def look_at(desk: Desk, language: str, path: str) -> None:
    desk.open(path)
    look_at_all_widths(desk.page, f"/desk/{path} {language}")
