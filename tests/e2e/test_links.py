"""A manager looks at a pair, links two clients, takes the link away: both languages, both themes, every width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import assert_good
from tests.e2e.desk import Desk
from tests.factories.office import Office
from webapp import words

REAL, TYPED, WIFE = "138 0013 5678", "138 0013 5679", "139 2222 3333"


def look_at(page: Page, where: str) -> None:
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
        assert_good(page, f"{where} {theme}")
    page.set_viewport_size({"width": 320, "height": 640})
    assert_good(page, f"{where} 320 px")
    page.set_viewport_size({"width": 1280, "height": 860})


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
    look_at(page, f"links {language}")
    page.locator(".told a").first.click()
    expect(page.get_by_role("heading", name=say("preview"))).to_be_visible()
    look_at(page, f"pair {language}")
    page.locator("input[value=same_person]").check(force=True)
    page.fill("#reason", "两个号码都打通了")
    page.get_by_role("button", name=say("close")).click()
    expect(page.get_by_role("status")).to_contain_text(say("closed"))
    page.fill("#one", TYPED)
    page.fill("#other", WIFE)
    page.get_by_role("button", name=say("find")).click()
    page.get_by_role("link", name=say("kind_household"), exact=True).click()
    look_at(page, f"link {language}")
    page.get_by_role("button", name=say("confirm")).click()
    expect(page.locator("#reason-hint")).to_have_text(words.say(language, "desk.problem_missing"))
    look_at(page, f"link without a reason {language}")
    page.fill("#reason", "夫妻")
    page.get_by_role("button", name=say("confirm")).click()
    expect(page.get_by_role("status")).to_contain_text(say("linked"))
    look_at(page, f"linked {language}")
    page.get_by_role("row", name=say("kind_household")).get_by_role("link").first.click()
    look_at(page, f"unlink {language}")
    page.fill("#reason", "不是一家人")
    page.get_by_role("button", name=say("unlink")).click()
    expect(page.get_by_role("status")).to_contain_text(say("unlinked"))
