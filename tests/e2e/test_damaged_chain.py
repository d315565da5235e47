"""A queue that was tampered with, or damaged by the disk: nothing is applied, nothing is lost, somebody is told."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Response, expect

from tests.e2e.agent_phone import AgentPhone, entries_of
from tests.e2e.desk import Desk
from webapp import words

#: Change one letter in the text of the first entry, as a developer's tools or a bad disk would.
DAMAGE = """async () => {
  const ended = (asking) => new Promise((resolve) => (asking.onsuccess = () => resolve(asking.result)));
  const { name } = (await indexedDB.databases()).find(({ name }) => /^xiandeng-[0-9a-f]{8}-/.test(name));
  const db = await ended(indexedDB.open(name));
  const store = db.transaction("entries", "readwrite").objectStore("entries");
  const first = (await ended(store.index("place").getAll()))[0];
  await ended(store.put({ ...first, text: first.text.replace('"walk_in"', '"channel"') }));
  db.close();
}"""


def carries_entries(answer: Response) -> bool:
    return answer.url.endswith("/sync/push") and entries_of(answer.request) != []


def test_a_damaged_chain_is_refused_whole_and_goes_on_in_a_new_one(
    new_phone: Callable[..., AgentPhone], new_desk: Callable[..., Desk]
) -> None:
    phone = new_phone("anna")
    phone.cut()
    ids = [phone.register(f"138 0000 70{number:02d}") for number in range(3)]
    phone.page.evaluate(DAMAGE)
    opens_a_new_one = phone.page.expect_response("**/devices/*/epochs", timeout=30_000)
    with opens_a_new_one, phone.page.expect_response(carries_entries, timeout=30_000) as refused:
        phone.context.set_offline(False)
        phone.go("outbox")
        phone.press("sync_now")
    assert refused.value.status == 409
    assert refused.value.json()["code"] == "chain_broken"
    assert [entry["id"] for entry in phone.stored()] == ids
    phone.pass_time(6)
    phone.sync()
    assert [(entry["id"], entry["state"], entry["epoch"]) for entry in phone.stored()] == [
        (id_, "confirmed", 2) for id_ in ids
    ]
    manager = new_desk("manager")
    manager.open("signals")
    expect(manager.page.get_by_role("main")).to_contain_text(words.say("en", "desk.signal_chain_broken_short"))
