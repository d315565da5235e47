"""The client's page: one question, no script, and nobody from the office can answer it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.client_phone import ClientPhone
from tests.e2e.desk import Desk
from webapp import words

NUMBER, ENDING = "138 1234 5678", "5678"


def test_the_agents_own_browser_cannot_confirm(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk]
) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER)
    code = phone.code_on_screen()
    own = phone.context.new_page()
    own.goto(code)
    own.check("input[name=answer][value=yes]")
    own.fill("#last_four", ENDING)
    own.get_by_role("button", name=words.say("en", "confirm.submit")).click()
    expect(own.get_by_role("alert")).to_contain_text(words.say("en", "confirm.refusal_self_confirm_browser"))
    phone.sync()
    phone.open_client(ENDING)
    expect(phone.page.locator(".seal[data-state=witnessed]")).to_have_count(0)
    manager = new_desk("manager")
    manager.open("signals")
    expect(manager.page.get_by_role("main")).to_contain_text("测试甲")


def test_a_number_of_staff_cannot_confirm(
    new_phone: Callable[..., AgentPhone], new_client: Callable[[], ClientPhone]
) -> None:
    phone = new_phone("anna")
    phone.register("139 0000 0001")
    client = new_client()
    client.open(phone.code_on_screen())
    client.answer("yes", "0001")
    assert words.say("en", "confirm.refusal_self_confirm_number") in client.text()


def test_who_saw_the_code_first_leaves_the_question_to_the_client(
    new_phone: Callable[..., AgentPhone], new_client: Callable[[], ClientPhone]
) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER)
    code = phone.code_on_screen()
    stranger, client = new_client(), new_client()
    stranger.open(code)
    stranger.answer("somebody_else")
    client.open(code)
    expect(client.page.locator("form")).to_be_hidden()
    client.page.get_by_text(words.say("en", "confirm.answer_again")).click()
    client.answer("yes", ENDING)
    expect(client.page.locator("form")).to_have_count(0)
    phone.sync()
    phone.open_client(ENDING)
    expect(phone.page.locator(".seal[data-state=witnessed]")).to_be_visible()


def test_an_answer_is_given_once_and_the_page_stays_the_consultants_card(
    new_phone: Callable[..., AgentPhone], new_client: Callable[[], ClientPhone]
) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER)
    code = phone.code_on_screen()
    client = new_client()
    client.open(code)
    client.open(code)
    client.answer("yes", ENDING)
    assert words.say("en", "confirm.card") in client.text()
    other = new_client()
    other.open(code)
    expect(other.page.locator("form")).to_have_count(0)
    assert "测试甲" in other.text()
    phone.sync()
    phone.open_client(ENDING)
    expect(phone.page.locator(".seal[data-state=witnessed]")).to_be_visible()


def test_the_page_fits_the_smallest_phone_and_asks_before_it_sends(
    new_phone: Callable[..., AgentPhone], new_client: Callable[[], ClientPhone]
) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER)
    client = new_client()
    client.open(phone.code_on_screen())
    assert client.page.locator("input[name=answer]:checked").count() == 0
    client.page.get_by_role("button", name=words.say("en", "confirm.submit")).click()
    assert words.say("en", "confirm.refusal_choose_one") in client.text()
    picture = client.page.locator("html").bounding_box()
    assert picture is not None
    assert picture["width"] <= 320
    assert client.context.cookies() == []
