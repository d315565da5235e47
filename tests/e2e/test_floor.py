"""Visits and follow-ups are logged where there is no signal, and what follows from them is seen on the screens."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone

NUMBER, ENDING = "138 1234 5678", "5678"


def days_left(phone: AgentPhone) -> str:
    return phone.page.locator("main .row-end b").first.inner_text()


def test_a_visit_and_a_follow_up_are_logged_offline_and_keep_the_client(
    new_phone: Callable[..., AgentPhone], wait: Callable[..., None]
) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER, source="phone_enquiry")
    phone.sync()
    phone.open_client(ENDING)
    assert days_left(phone) == "7"
    phone.cut()
    phone.press("visit_title")
    phone.page.locator("input[name=kind][value=first_visit]").check(force=True)
    phone.page.fill("#note", "看了沙盘")
    phone.save()
    phone.open_client(ENDING)
    phone.press("follow_up_title")
    phone.press("save")
    expect(phone.page.get_by_role("alert").first).to_contain_text(phone.word("problem_outcome"))
    phone.page.locator("input[name=outcome][value=unanswered]").check(force=True)
    expect(phone.page.get_by_text(phone.word("not_effective"))).to_be_visible()
    phone.save()
    assert phone.states().count(phone.word("item_saved")) == 2
    wait(phone, minutes=30)
    phone.reconnect()
    phone.open_client(ENDING)
    expect(phone.page.locator("main")).to_contain_text("看了沙盘")
    assert days_left(phone) == "15"
    expect(phone.page.locator(".timeline li[data-tone=slate]")).to_have_count(1)


def test_the_owner_hears_that_a_colleague_registered_the_same_client_and_reads_it_once(
    new_phone: Callable[..., AgentPhone], wait: Callable[..., None]
) -> None:
    anna, bert = new_phone("anna"), new_phone("bert")
    anna.register(NUMBER)
    anna.sync()
    wait(anna, bert, minutes=5)
    bert.register(NUMBER)
    bert.sync()
    anna.sync()
    anna.go("today")
    unread = anna.page.locator("main .badge[data-tone=seal]")
    expect(unread).to_have_count(1)
    anna.page.locator("main a.row").last.click()
    expect(anna.page.locator("#sentence")).to_contain_text("测试甲")
    anna.sync()
    anna.go("today")
    expect(unread).to_have_count(0)


def test_an_incomplete_registration_asks_for_the_rest_and_is_completed(
    new_phone: Callable[..., AgentPhone],
) -> None:
    phone = new_phone("anna")
    phone.go("register")
    phone.page.fill("#phone", NUMBER)
    phone.save()
    phone.page.wait_for_url("**/app/#/code/*")
    phone.sync()
    phone.go("clients")
    phone.page.locator("a.row").first.click()
    expect(phone.page.get_by_role("region", name=phone.word("incomplete"))).to_be_visible()
    phone.press("complete_it")
    phone.page.fill("#surname", "王")
    phone.page.locator("input[name=title][value=mr]").check(force=True)
    phone.page.locator("input[name=source][value=walk_in]").check(force=True)
    phone.save()
    phone.sync()
    phone.open_client(ENDING)
    expect(phone.page.get_by_role("region", name=phone.word("incomplete"))).to_have_count(0)
    assert "测试甲" in phone.ruling_sentence()


def test_days_pass_on_a_phone_that_hears_nothing(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER)
    phone.sync()
    phone.open_client(ENDING)
    phone.press("visit_title")
    phone.page.locator("input[name=kind][value=first_visit]").check(force=True)
    phone.save()
    phone.sync()
    phone.go("today")
    expect(phone.page.locator("#lapsing")).to_have_count(0)
    phone.cut()
    phone.pass_time(minutes=12 * 24 * 60)
    expect(phone.page.locator("#lapsing")).to_be_visible()
    expect(phone.page.locator("main .sentence")).to_contain_text("王")
    assert days_left(phone) == "3"


def test_a_confirmed_registration_is_taken_back_with_its_reason(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    registration = phone.register(NUMBER)
    phone.sync()
    phone.open_client(ENDING)
    phone.press("withdraw_registration")
    phone.press("withdraw_duplicate")
    expect(phone.page.locator("main")).to_contain_text(phone.word("withdrawn"))
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    phone.sync()
    withdrawal = phone.stored()[-1]
    assert (withdrawal["type"], withdrawal["state"]) == ("withdrawal", "confirmed")
    assert withdrawal["body"] == {"subject": registration, "reason": "duplicate"}
    phone.go("clients")
    expect(phone.page.locator("main a.row")).to_have_count(0)


def test_what_the_server_refused_is_set_aside_and_can_be_taken_up_again(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.register("021 1234", surname="周")
    phone.go("outbox")
    expect(phone.page.locator("main")).to_contain_text(phone.word("set_aside_note"))
    phone.press("set_aside")
    expect(phone.page.locator("main")).not_to_contain_text(phone.word("set_aside_note"))
    phone.press("undo")
    expect(phone.page.locator("main")).to_contain_text(phone.word("set_aside_note"))
    assert [entry["type"] for entry in phone.stored()] == ["registration"]


def test_a_registration_that_left_the_phone_is_completed_with_its_number(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.go("register")
    phone.page.fill("#phone", NUMBER)
    phone.page.fill("#surname", "王")
    phone.save()
    phone.page.wait_for_url("**/app/#/code/*")
    phone.sync()
    phone.go("me/sign-out")
    phone.page.get_by_role("dialog").get_by_role("button", name=phone.word("sign_out")).click()
    expect(phone.page.get_by_text(phone.word("signed_out"))).to_be_visible()
    phone.sign_in("anna")
    phone.unlock()
    phone.sync()
    assert phone.stored() == []
    phone.go("clients")
    phone.page.locator("main a.row").first.click()
    phone.press("complete_it")
    expect(phone.page.locator("#surname")).to_have_value("王")
    expect(phone.page.locator("#phone-hint")).to_contain_text("5678")
    phone.press("save")
    expect(phone.page.locator("#phone-hint")).to_contain_text(phone.word("problem_phone_again"))
    phone.page.fill("#phone", NUMBER)
    phone.page.locator("input[name=title][value=mr]").check(force=True)
    phone.page.locator("input[name=source][value=walk_in]").check(force=True)
    phone.save()
    phone.sync()
    phone.open_client(ENDING)
    expect(phone.page.get_by_role("region", name=phone.word("incomplete"))).to_have_count(0)
