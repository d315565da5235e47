"""Fifteen seconds at the sand table: what the form does for hands that are busy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector("#phone").dispatchEvent(paste);
}"""


@pytest.fixture
def phone(new_phone: Callable[..., AgentPhone]) -> AgentPhone:
    phone = new_phone("anna")
    phone.go("register")
    expect(phone.page.locator("#phone")).to_be_focused()
    return phone


def test_the_keypad_is_numeric_and_digits_are_grouped_with_the_caret_left_alone(phone: AgentPhone) -> None:
    box = phone.page.locator("#phone")
    expect(box).to_have_attribute("type", "tel")
    expect(box).to_have_attribute("inputmode", "numeric")
    box.press_sequentially("13812345678")
    expect(box).to_have_value("138 1234 5678")
    box.evaluate("(each) => each.setSelectionRange(5, 5)")
    phone.page.keyboard.press("Backspace")
    phone.page.keyboard.type("9")
    expect(box).to_have_value("138 9234 5678")
    assert box.evaluate("(each) => each.selectionStart") == 5


def test_a_pasted_name_and_number_fill_both_fields(phone: AgentPhone) -> None:
    phone.page.evaluate(PASTE, "张三 +86 138-1234-5678")
    expect(phone.page.locator("#phone")).to_have_value("138 1234 5678")
    expect(phone.page.locator("#surname")).to_have_value("张三")


def test_full_width_digits_are_accepted(phone: AgentPhone) -> None:
    phone.page.fill("#phone", "１３８１２３４５６７８")
    expect(phone.page.locator("#phone")).to_have_value("138 1234 5678")


def test_a_double_tap_saves_once(phone: AgentPhone) -> None:
    phone.page.fill("#phone", "13812345678")
    phone.page.fill("#surname", "王")
    phone.page.get_by_role("button", name=phone.word("save")).dblclick()
    phone.page.wait_for_url("**/app/#/code/*")
    assert len(phone.stored()) == 1


def test_a_whole_registration_by_keyboard(phone: AgentPhone) -> None:
    keyboard = phone.page.keyboard
    keyboard.type("13812345678")
    keyboard.press("Tab")
    keyboard.type("王")
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Enter")
    phone.page.wait_for_url("**/app/#/code/*")
    entry = phone.stored()[0]
    assert '"source":"walk_in"' in entry["text"]


def test_the_enter_that_picks_a_chinese_candidate_saves_nothing(phone: AgentPhone) -> None:
    phone.page.fill("#phone", "13812345678")
    phone.page.focus("#surname")
    composing = phone.context.new_cdp_session(phone.page)
    composing.send("Input.imeSetComposition", {"text": "wang", "selectionStart": 4, "selectionEnd": 4})
    phone.page.locator("#surname").dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    composing.send("Input.insertText", {"text": "王"})
    expect(phone.page.locator("#surname")).to_have_value("王")
    assert phone.stored() == []


def test_the_code_of_a_company_is_checked_while_the_agent_still_has_the_licence_in_hand(phone: AgentPhone) -> None:
    phone.page.fill("#phone", "13812345678")
    phone.page.fill("#surname", "王")
    phone.page.get_by_text(phone.word("later_today")).click()
    box = phone.page.locator("#company_code")
    box.fill("91110000600037341X")
    phone.press("save")
    expect(phone.page.locator("#company_code-hint")).to_have_text(phone.word("problem_company_code"))
    expect(box).to_be_focused()
    assert phone.stored() == []
    box.fill("9111 0000 6000 3734 1l")
    phone.save()
    phone.sync()
    assert [entry["state"] for entry in phone.stored()] == ["confirmed"]


def test_the_source_used_last_stands_first(phone: AgentPhone) -> None:
    phone.register("138 0000 5001", source="channel")
    phone.go("register")
    expect(phone.page.locator("input[name=source]").first).to_have_value("channel")


def test_undo_takes_the_registration_back_and_gives_the_form_back(phone: AgentPhone) -> None:
    phone.register("138 0000 5002", surname="赵")
    phone.press("undo")
    expect(phone.page.locator("#phone")).to_have_value("138 0000 5002")
    expect(phone.page.locator("#surname")).to_have_value("赵")
    phone.sync()
    assert [(entry["type"], entry["state"]) for entry in phone.stored()] == [
        ("registration", "withdrawn"),
        ("withdrawal", "confirmed"),
    ]


def test_a_number_that_this_phone_knows_is_hinted_at_without_asking_anybody(phone: AgentPhone) -> None:
    phone.register("138 1234 5678")
    phone.sync()
    phone.cut()
    phone.go("register")
    phone.page.fill("#phone", "13812345678")
    expect(phone.page.get_by_text(phone.word("perhaps_known", name="Mr 王 138****5678"))).to_be_visible()


def test_what_cannot_be_written_is_said_over_the_whole_screen_and_the_form_is_kept(phone: AgentPhone) -> None:
    phone.page.fill("#phone", "13812345678")
    phone.page.fill("#surname", "王")
    phone.page.wait_for_timeout(300)
    phone.page.evaluate(
        """() => { IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); }; }"""
    )
    phone.press("save")
    alarm = phone.page.get_by_role("alertdialog")
    expect(alarm).to_contain_text(phone.word("not_saved"))
    phone.press("not_saved_understood")
    expect(alarm).to_have_count(0)
    expect(phone.page.locator("#phone")).to_have_value("138 1234 5678")
    assert phone.stored() == []
    phone.complaints.clear()
