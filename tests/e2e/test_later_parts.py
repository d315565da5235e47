"""The parts of the app that come after the first load: there without a line, and never a blank screen instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.lived_in import live_in
from tests.factories.office import Office
from webapp import front_end


@pytest.fixture
def kept_nothing(browser: Browser, address: str, open_office: Office) -> Iterator[AgentPhone]:
    """A phone whose browser keeps nothing; it is open, and nothing is cached."""
    phone = AgentPhone.fresh(browser, address, service_workers="block")
    phone.sign_in("anna")
    phone.begin(open_office.code_for("anna"))
    yield phone
    phone.complaints = [each for each in phone.complaints if "registration blocked" not in each]
    phone.assert_no_complaints()
    phone.context.close()


def part(name: str) -> str:
    """Return the address of a part, as the build named it."""
    return f"**/static/dist/{front_end.built_files()[name]}"


def test_every_screen_opens_without_a_line_after_the_first_visit(
    new_phone: Callable[..., AgentPhone], wait: Callable[..., None]
) -> None:
    lived = live_in(new_phone, wait)
    phone = lived.phone
    phone.cut()
    for name, place in lived.screens().items():
        phone.reopen()
        phone.go(place)
        heading = phone.page.locator("dialog h2, .screen-head h1").last
        expect(heading, name).not_to_have_text(phone.word("name"))
        expect(phone.page.locator("main"), name).not_to_be_empty()
        expect(phone.page.get_by_text(phone.word("part_missing")), name).to_have_count(0)
    for language in ("zh", "en"):
        phone.speak(language)
        expect(phone.page.locator(".screen-head h1")).to_have_text(phone.word("tab_me"))
    phone.context.set_offline(False)


def test_a_part_that_does_not_come_says_so_and_comes_when_it_is_asked_for_again(kept_nothing: AgentPhone) -> None:
    phone = kept_nothing
    phone.context.route(part("outbox.js"), lambda route: route.abort())
    phone.reopen()
    phone.go("outbox")
    alert = phone.page.get_by_role("alert")
    expect(alert).to_have_text(phone.word("part_missing"))
    with phone.page.expect_event("requestfailed"):
        phone.press("try_again")
    expect(alert).to_have_text(phone.word("part_missing"))
    phone.context.unroute(part("outbox.js"))
    phone.press("try_again")
    expect(phone.page.locator("h1")).to_have_text(phone.word("outbox"))


def test_the_first_screens_wait_for_no_later_part(kept_nothing: AgentPhone) -> None:
    phone = kept_nothing
    later = [name for name in front_end.built_files() if name.endswith(".js") and name not in {"app.js", "words_en.js"}]
    assert "outbox.js" in later
    for name in later:
        phone.context.route(part(name), lambda _route: None)
    phone.reopen()
    expect(phone.page.locator("h1")).to_contain_text(phone.word("tab_today"))
    phone.register("138 1234 5678")
    assert phone.code_on_screen().startswith(f"{phone.address}/c/")
    phone.go("clients")
    expect(phone.page.locator("a.row")).to_have_count(1, timeout=20_000)
    phone.go("outbox")
    expect(phone.page.locator("main")).to_have_text(phone.word("starting"))
