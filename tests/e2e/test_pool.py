"""The open pool on two phones: one gives a client up, the other takes it; and what either can do without a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.axe import assert_good
from tests.e2e.test_pictures import take
from webapp import words

NUMBER = "138 0000 4001"
A_DAY_MINUTES = 25 * 60
LOOKS = tuple((language, theme) for language in ("zh", "en") for theme in ("light", "dark"))


def look(phone: AgentPhone, name: str, place: str) -> None:
    """Look at a screen in every language and theme, with a picture of each."""
    for language, theme in LOOKS:
        phone.speak(language)
        phone.go(place)
        expect(phone.page.locator("h1")).to_be_visible()
        phone.page.wait_for_timeout(200)
        take(phone.page, f"phone-{name}-{language}-{theme}")
        assert_good(phone.page, f"{name}, {language}, {theme}")
        if phone.page.locator("dialog").count() > 0:
            phone.page.keyboard.press("Escape")


def release(phone: AgentPhone, client: str, reason: str = "unreachable") -> None:
    """Give a client up, with a note."""
    phone.go(f"clients/{client}/release")
    dialog = phone.page.get_by_role("dialog")
    dialog.locator(f"input[name=reason][value={reason}]").check(force=True)
    dialog.locator("#note").fill("三次没接")
    dialog.get_by_role("button", name=phone.word("release"), exact=True).click()
    expect(dialog).to_have_count(0)


def next_day(wait: Callable[..., None], **phones: AgentPhone) -> None:
    """Let a day pass; a session falls asleep over night, and its agent signs in again."""
    wait(*phones.values(), minutes=A_DAY_MINUTES)
    for login, phone in phones.items():
        phone.sign_in(login)
        phone.unlock()
        phone.sync()


def pool_row(phone: AgentPhone) -> Locator:
    """Open the pool and return its one row."""
    phone.go("pool")
    row = phone.page.locator("main .row")
    expect(row).to_have_count(1)
    return row


@pytest.fixture
def two(new_phone: Callable[..., AgentPhone]) -> tuple[AgentPhone, AgentPhone]:
    """The phones of Anna and Bert; Anna has a client."""
    anna, bert = new_phone("anna"), new_phone("bert")
    anna.register(NUMBER)
    anna.sync()
    return anna, bert


def test_a_client_given_up_without_a_line_is_taken_by_a_colleague_the_next_day(
    two: tuple[AgentPhone, AgentPhone], wait: Callable[..., None]
) -> None:
    anna, bert = two
    client = anna.client_id(NUMBER)
    anna.cut()
    release(anna, client)
    expect(anna.page.locator("main")).to_contain_text(anna.word("release_saved"))
    anna.reconnect()
    assert anna.word("item_confirmed") in anna.states()[0]
    anna.go(f"clients/{client}")
    expect(anna.page.locator("main")).to_contain_text("In the open pool since")

    row = pool_row(bert)
    expect(row.get_by_role("button")).to_be_disabled()
    expect(row).to_contain_text("New in the pool, free from")

    next_day(wait, anna=anna, bert=bert)
    expect(pool_row(anna)).to_contain_text("Your cool-down ends")
    row = pool_row(bert)
    expect(row).to_contain_text("王")
    row.get_by_role("button").click()
    bert.page.wait_for_url(f"**/app/#/clients/{client}")
    expect(bert.page.locator(".toast")).to_contain_text("is yours, protected until")
    expect(bert.page.locator("main")).to_contain_text(bert.word("protection"))
    bert.go("pool")
    expect(bert.page.locator("main")).to_contain_text(bert.word("empty"))

    bert.cut()
    bert.go(f"clients/{client}/follow-up")
    bert.page.locator("input[name=outcome][value=reached]").check(force=True)
    bert.save()
    bert.reconnect()
    assert bert.states()[0] == bert.word("item_confirmed")


def test_who_comes_second_reads_why_and_sees_the_pool_as_it_is(
    two: tuple[AgentPhone, AgentPhone], wait: Callable[..., None], new_phone: Callable[..., AgentPhone]
) -> None:
    anna, bert = two
    release(anna, anna.client_id(NUMBER))
    anna.sync()
    next_day(wait, bert=bert)
    cora = new_phone("cora", language="zh")
    button = pool_row(cora).get_by_role("button")
    expect(button).to_be_enabled()
    pool_row(bert).get_by_role("button").click()
    bert.page.wait_for_url("**/app/#/clients/*")
    button.click()
    expect(cora.page.get_by_role("alert")).to_contain_text(words.say("zh", "errors.pool_taken"))
    expect(cora.page.locator("main .row")).to_have_count(0)


def test_without_a_line_the_pool_says_so_and_takes_nobody(two: tuple[AgentPhone, AgentPhone]) -> None:
    anna, bert = two
    release(anna, anna.client_id(NUMBER))
    anna.sync()
    pool_row(bert)
    bert.cut()
    main = bert.page.locator("main")
    expect(main).to_contain_text(bert.word("offline"))
    expect(main.locator(".row button")).to_be_disabled()
    expect(main.locator(".row")).to_contain_text(bert.word("why_offline"))
    bert.reopen()
    bert.go("pool")
    expect(main).to_contain_text(bert.word("offline"))
    bert.context.set_offline(False)
    expect(main.locator(".row")).to_have_count(1)


def test_who_lost_appeals_while_the_time_runs(two: tuple[AgentPhone, AgentPhone]) -> None:
    anna, bert = two
    bert.register(NUMBER)
    bert.sync()
    client = bert.client_id(NUMBER)
    bert.page.get_by_role("link", name=bert.word("disagree")).click()
    bert.cut()
    bert.page.fill("#words", "她上午先来的，是我接待的。")
    send = bert.page.get_by_role("button", name=bert.word("dispute_send"))
    expect(send).to_be_disabled()
    bert.reopen()
    bert.context.set_offline(False)
    bert.go(f"clients/{client}/dispute")
    expect(bert.page.locator("#words")).to_have_value("她上午先来的，是我接待的。")
    send.click()
    expect(bert.page.locator(".toast")).to_contain_text("The appeal is sent")
    bert.go(f"clients/{client}")
    expect(bert.page.locator("main")).to_contain_text("you will hear of the decision")
    expect(bert.page.get_by_role("link", name=bert.word("disagree"))).to_have_count(0)
    anna.sync()
    anna.open_client(NUMBER[-4:])
    expect(anna.page.locator("main")).to_contain_text("owner and protection have been frozen since")


def test_a_colleague_whom_the_client_asks_for_and_spare_numbers_need_no_line(
    two: tuple[AgentPhone, AgentPhone],
) -> None:
    anna, _bert = two
    anna.cut()
    anna.go("register")
    anna.page.fill("#phone", "139 0000 4002")
    anna.page.fill("#surname", "李")
    anna.page.locator("input[name=title][value=ms]").check(force=True)
    anna.page.locator("input[name=source][value=own_relative]").check(force=True)
    anna.page.locator("summary").click()
    anna.page.select_option("#named", index=1)
    anna.page.fill("#spare-1", "13700004003")
    expect(anna.page.locator("#spare-1")).to_have_value("137 0000 4003")
    anna.press("spare_add")
    anna.page.fill("#spare-2", "1360000")
    anna.press("save")
    expect(anna.page.locator("#spare-2-hint")).to_have_text(anna.word("problem_digits", count=4))
    anna.page.fill("#spare-2", "13600004004")
    anna.save()
    anna.reconnect()
    assert anna.states()[0] == anna.word("item_confirmed")


def test_every_new_screen_in_both_languages_and_themes(
    two: tuple[AgentPhone, AgentPhone], wait: Callable[..., None]
) -> None:
    anna, bert = two
    bert.register(NUMBER)
    bert.sync()
    lost = bert.client_id(NUMBER)
    bert.register("138 0000 4005", surname="赵", title="ms")
    bert.sync()
    given = bert.client_id("138 0000 4005")
    look(bert, "dispute", f"clients/{lost}/dispute")
    look(bert, "release", f"clients/{given}/release")
    release(bert, given)
    bert.sync()
    look(anna, "pool", "pool")
    look(bert, "in-pool", f"clients/{given}")
    anna.go("register")
    for language, theme in LOOKS:
        anna.speak(language)
        anna.go("register")
        anna.page.locator("summary").click()
        anna.page.locator("#spare-1").scroll_into_view_if_needed()
        take(anna.page, f"phone-more-{language}-{theme}")
        assert_good(anna.page, f"more, {language}, {theme}")
    wait(anna, bert, minutes=1)
    anna.cut()
    look(anna, "pool-offline", "pool")
    anna.context.set_offline(False)
