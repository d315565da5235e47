"""A manager looks at a pair, links two clients, takes the link away: both languages, both themes, every width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import assert_good, look_at_all_widths
from tests.e2e.desk import Desk
from tests.factories.office import Office
from webapp import words

REAL, TYPED, WIFE = "138 0013 5678", "138 0013 5679", "139 2222 3333"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_pair_is_looked_at_linked_and_taken_apart(
    open_office: Office, new_desk: Callable[..., Desk], language: str
) -> None:
    def say(key: str) -> str:
        return words.say(language, f"links.{key}")

    anna, bert = open_office.phone("anna"), open_office.phone("bert")
    anna.register(TYPED)
    anna.push()
    bert.register(REAL)
    bert.register(WIFE, surname="李", title="ms")
    bert.push()
    desk = new_desk("manager", language=language)
    page = desk.page
    desk.open("links")
    look_at_all_widths(page, f"links {language}")
    page.locator(".told a").first.click()
    expect(page.get_by_role("heading", name=say("preview"))).to_be_visible()
    look_at_all_widths(page, f"pair {language}")
    page.locator("input[value=same_person]").check(force=True)
    page.fill("#reason", "两个号码都打通了")
    page.get_by_role("button", name=say("close")).click()
    expect(page.get_by_role("status")).to_contain_text(say("closed"))
    page.fill("#one", TYPED)
    page.fill("#other", WIFE)
    page.get_by_role("button", name=say("find")).click()
    page.get_by_role("link", name=say("kind_household"), exact=True).click()
    look_at_all_widths(page, f"link {language}")
    page.get_by_role("button", name=say("confirm")).click()
    expect(page.locator("#reason-hint")).to_have_text(words.say(language, "desk.problem_missing"))
    look_at_all_widths(page, f"link without a reason {language}")
    page.fill("#reason", "夫妻")
    page.get_by_role("button", name=say("confirm")).click()
    expect(page.get_by_role("status")).to_contain_text(say("linked"))
    look_at_all_widths(page, f"linked {language}")
    page.get_by_role("row", name=say("kind_household")).get_by_role("link").first.click()
    look_at_all_widths(page, f"unlink {language}")
    page.fill("#reason", "不是一家人")
    page.get_by_role("button", name=say("unlink")).click()
    expect(page.get_by_role("status")).to_contain_text(say("unlinked"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_owner_s_phone_shows_further_numbers_and_who_belongs_to_the_client(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk], language: str
) -> None:
    anna, desk = new_phone("anna"), new_desk("manager")
    anna.register(WIFE, surname="李", title="ms")
    anna.go("register")
    for box, text in {"#phone": REAL, "#surname": "王"}.items():
        anna.page.fill(box, text)
    for choice in ("name=title][value=mr", "name=source][value=walk_in"):
        anna.page.locator(f"input[{choice}]").check(force=True)
    anna.page.get_by_text(anna.word("later_today")).click()
    anna.page.fill("#spare-1", "137 0013 4444")
    anna.save()
    anna.sync()
    one, other = (anna.client_id(number) for number in (REAL, WIFE))
    desk.open(f"links/{one}/{other}?kind=household")
    desk.page.fill("#reason", "夫妻")
    desk.page.get_by_role("button", name=words.say("en", "links.confirm")).click()
    anna.sync()
    anna.speak(language)
    anna.go(f"clients/{one}")
    main = anna.page.locator("main")
    expect(main).to_contain_text(anna.word("spare_number", phone="137****4444"))
    expect(main).to_contain_text(anna.word("linked_household"))
    expect(anna.page.get_by_role("heading", name=anna.word("linked"))).to_be_visible()
    assert_good(anna.page, f"linked on the phone {language}")
