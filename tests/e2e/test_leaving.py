"""Signing out, and the next person on the same phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone
from tests.factories.office import Office

NUMBER = "138 1234 5678"


def test_signing_out_with_a_queue_offers_to_send_export_or_keep_and_forgets_nothing(
    new_phone: Callable[..., AgentPhone],
) -> None:
    phone = new_phone("anna")
    phone.cut()
    entry = phone.register(NUMBER)
    phone.go("me/sign-out")
    expect(phone.page.get_by_role("dialog")).to_contain_text(phone.word("sign_out_unsent", count=1))
    phone.press("sign_out_send")
    expect(phone.page.get_by_role("alert").first).not_to_be_empty()
    with phone.page.expect_download() as export:
        phone.press("sign_out_export")
    exported = export.value.path().read_text(encoding="utf-8")
    assert entry in exported
    assert "1234" not in exported.replace(entry, "")
    expect(phone.page.get_by_text(phone.word("signed_out"))).to_be_visible()
    assert [each["id"] for each in phone.stored()] == [entry]
    phone.context.set_offline(False)
    phone.sign_in("anna")
    phone.unlock()
    phone.sync()
    assert [each["state"] for each in phone.stored()] == ["confirmed"]


def test_the_next_person_on_the_phone_sees_and_sends_nothing_of_the_first(
    new_phone: Callable[..., AgentPhone], open_office: Office
) -> None:
    phone = new_phone("anna")
    phone.cut()
    first = phone.register(NUMBER)
    phone.go("me/sign-out")
    phone.press("sign_out_keep")
    expect(phone.page.get_by_text(phone.word("signed_out"))).to_be_visible()
    phone.context.set_offline(False)
    phone.sign_in("bert")
    phone.enrol(open_office.code_for("bert"), pin="135790")
    assert phone.states() == []
    phone.go("clients")
    expect(phone.page.locator("a.row")).to_have_count(0)
    assert [each["id"] for each in phone.stored()] == [first]
    phone.go("me/sign-out")
    phone.page.get_by_role("dialog").get_by_role("button", name=phone.word("sign_out")).click()
    expect(phone.page.get_by_text(phone.word("signed_out"))).to_be_visible()
    phone.sign_in("anna")
    phone.unlock()
    phone.sync()
    phone.expect_stored({first: "confirmed"})


def test_a_wrong_pin_opens_nothing(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.page.reload()
    phone.page.fill("#pin", "000000")
    phone.press("open")
    expect(phone.page.locator("#pin-hint")).to_contain_text(phone.word("pin_wrong"))
    phone.unlock()
