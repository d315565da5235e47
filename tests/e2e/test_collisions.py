"""Two phones, one client: the stories that the product is for, on screens and on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Route, expect

from tests.conftest import database as both_databases
from tests.e2e.agent_phone import AgentPhone, entries_of
from tests.e2e.client_phone import ClientPhone
from tests.e2e.desk import Desk
from tests.factories.served import ShiftedClock
from webapp import words

NUMBER, ENDING = "138 1234 5678", "5678"
ANNA, BERT = "测试甲", "测试乙"

#: In this file `database` is the fixture of the whole test tree: every story is told twice.
database = both_databases


def test_who_was_first_without_signal_contests_and_the_manager_settles_it_with_one_tap(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk], wait: Callable[..., None]
) -> None:
    anna, bert = new_phone("anna"), new_phone("bert")
    anna.cut()
    anna.register(NUMBER)
    wait(anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.expect_synced()
    wait(anna, bert, minutes=20)
    anna.reconnect()
    bert.sync()
    for phone in (anna, bert):
        phone.open_client(ENDING)
        expect(phone.page.locator(".seal[data-state=contested]")).to_be_visible()
        expect(phone.page.locator(".lane")).to_have_count(2)
        assert BERT in phone.ruling_sentence()
        assert ANNA in phone.ruling_sentence()
    assert anna.ruling_sentence() == bert.ruling_sentence()

    manager = new_desk("manager")
    manager.settle(ANNA)
    for phone in (anna, bert):
        phone.sync()
        phone.open_client(ENDING)
        expect(phone.page.locator(".seal[data-state=contested]")).to_have_count(0)
        assert ANNA in phone.ruling_sentence()
    expect(anna.page.get_by_text(words.say("en", "file.protection"))).to_be_visible()
    assert anna.ruling_sentence() == bert.ruling_sentence()


def test_the_client_opens_the_code_while_the_agent_is_offline(
    new_phone: Callable[..., AgentPhone], new_client: Callable[[], ClientPhone], wait: Callable[..., None]
) -> None:
    anna, bert = new_phone("anna"), new_phone("bert")
    anna.cut()
    anna.register(NUMBER)
    client = new_client()
    client.open(anna.code_on_screen())
    assert ANNA in client.text()
    client.answer("yes", ENDING)
    wait(anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.expect_synced()
    bert.open_client(ENDING)
    assert BERT in bert.ruling_sentence()
    assert ANNA not in bert.ruling_sentence()
    wait(anna, bert, minutes=20)
    anna.reconnect()
    anna.open_client(ENDING)
    expect(anna.page.locator(".seal[data-state=witnessed]")).to_be_visible()
    bert.sync()
    bert.open_client(ENDING)
    expect(bert.page.locator("#sentence")).to_have_text(anna.ruling_sentence())
    assert ANNA in anna.ruling_sentence()


def test_the_head_gets_out_on_a_line_too_weak_for_the_text(
    new_phone: Callable[..., AgentPhone], wait: Callable[..., None]
) -> None:
    anna, bert = new_phone("anna"), new_phone("bert")

    def weak(route: Route) -> None:
        heavy = entries_of(route.request)
        route.abort() if heavy else route.continue_()

    anna.context.route("**/sync/push", weak)
    with anna.page.expect_response("**/sync/push", timeout=30_000) as beat:
        anna.register(NUMBER)
    assert entries_of(beat.value.request) == []
    wait(bert, minutes=10)
    bert.register(NUMBER)
    bert.expect_synced()
    wait(bert, minutes=20)
    anna.pass_time(30)
    anna.context.unroute("**/sync/push")
    anna.sync()
    bert.sync()
    for phone in (anna, bert):
        phone.open_client(ENDING)
        expect(phone.page.locator(".seal[data-state=stamped]")).to_be_visible()
        assert ANNA in phone.ruling_sentence()
    assert anna.ruling_sentence() == bert.ruling_sentence()


def test_a_clock_stepped_back_wins_nothing_and_is_noticed(
    new_phone: Callable[..., AgentPhone],
    new_desk: Callable[..., Desk],
    wait: Callable[..., None],
    shifted: ShiftedClock,
) -> None:
    anna, bert = new_phone("anna"), new_phone("bert")
    bert.register(NUMBER)
    bert.expect_synced()
    wait(anna, bert, minutes=10)
    anna.context.clock.set_system_time(shifted.now() - timedelta(hours=2))
    anna.register(NUMBER)
    anna.sync()
    anna.open_client(ENDING)
    assert BERT in anna.ruling_sentence()
    expect(anna.page.locator(".seal[data-state=contested]")).to_have_count(0)

    manager = new_desk("manager")
    manager.open("signals")
    expect(manager.page.get_by_role("main")).to_contain_text(ANNA)
    expect(manager.page.get_by_role("main")).to_contain_text(words.say("en", "desk.signal_clock_stepped_short"))
