"""Two phones, one client: the stories that the product is for, on screens."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.client_phone import ClientPhone

NUMBER = "138 1234 5678"


def test_the_client_opens_the_code_while_the_agent_is_offline(
    new_phone: Callable[..., AgentPhone], new_client: Callable[[], ClientPhone], wait: Callable[..., None]
) -> None:
    anna, bert = new_phone("anna"), new_phone("bert")
    anna.cut()
    anna.register(NUMBER)
    client = new_client()
    client.open(anna.code_on_screen())
    assert "测试甲" in client.text()
    client.answer("yes", "5678")
    wait(anna, bert, minutes=10)
    bert.register(NUMBER)
    bert.expect_synced()
    bert.open_client("5678")
    assert "测试乙" in bert.ruling_sentence()
    wait(anna, bert, minutes=20)
    anna.reconnect()
    anna.open_client("5678")
    expect(anna.page.locator(".seal[data-state=witnessed]")).to_be_visible()
    bert.sync()
    bert.open_client("5678")
    assert anna.ruling_sentence() == bert.ruling_sentence()
    assert "测试甲" in anna.ruling_sentence()
