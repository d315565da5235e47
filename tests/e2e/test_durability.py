"""Nothing that was saved is lost, and nothing is sent twice."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

from playwright.sync_api import Playwright, Request, Route, expect
from sqlalchemy import func, select

from tests.e2e.agent_phone import SIZE, AgentPhone, entries_of
from tests.e2e.conftest import FLAGS
from tests.factories.office import PROJECT_ID, Office
from webapp.models.ownership import Entry, Registration
from webapp.transaction import snapshot

NUMBER, ENDING = "138 1234 5678", "5678"


def entries_on_server(office: Office) -> int:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return work.session.scalar(select(func.count()).select_from(Entry)) or 0


def test_a_killed_browser_loses_nothing_and_opens_again_without_signal(
    playwright: Playwright, chromium: str, tmp_path: Path, address: str, open_office: Office
) -> None:
    profile = tmp_path / "profile"

    def start() -> AgentPhone:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=FLAGS, viewport=SIZE
        )
        return AgentPhone.around(context, address)

    phone = start()
    phone.sign_in("anna")
    phone.enrol(open_office.code_for("anna"))
    phone.cut()
    saved = [phone.register(f"138 0000 00{number:02d}") for number in range(3)]
    kill(profile)

    phone = start()
    phone.cut()
    phone.reopen()
    assert [entry["id"] for entry in phone.stored()] == saved
    phone.context.set_offline(False)
    phone.sign_in("anna")  # Chromium writes cookies late: the session may have died with it, the queue has not
    phone.unlock()
    phone.sync()
    assert entries_on_server(open_office) == len(saved)
    phone.assert_no_complaints()
    phone.context.close()


def kill(profile: Path) -> None:
    """End every process of a browser at once, as when a battery falls out."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if f"--user-data-dir={profile}" in command:
            os.kill(int(process.name), signal.SIGKILL)
    (profile / "SingletonLock").unlink(missing_ok=True)


def test_every_third_reply_is_lost_and_fifty_entries_arrive_once_each(
    new_phone: Callable[..., AgentPhone], open_office: Office
) -> None:
    phone = new_phone("anna")
    number = count(1)

    def lossy(route: Route) -> None:
        answer = route.fetch()
        if next(number) % 3 == 0:
            route.abort()
        else:
            route.fulfill(response=answer)

    phone.context.route("**/api/v1/**", lossy)
    for index in range(50):
        phone.register(f"138 0000 10{index:02d}")
    for _ in range(20):
        phone.go("outbox")
        phone.press("sync_now")
        if all(entry["acked"] for entry in phone.stored()):
            break
        phone.pass_time(6)
        phone.page.wait_for_timeout(500)
    phone.context.unroute("**/api/v1/**")
    phone.sync()
    with open_office.app.app_context(), snapshot(PROJECT_ID) as work:
        ids = work.session.scalars(select(Entry.id).order_by(Entry.seq)).all()
        registrations = work.session.scalar(select(func.count()).select_from(Registration))
    assert len(ids) == len(set(ids)) == registrations == 50
    assert {entry["state"] for entry in phone.stored()} <= {"confirmed"}


def test_two_tabs_send_each_entry_once(new_phone: Callable[..., AgentPhone], open_office: Office) -> None:
    phone = new_phone("anna")
    sent: Counter[str] = Counter()

    def note(request: Request) -> None:
        if request.url.endswith("/sync/push"):
            sent.update(entry["text"] for entry in entries_of(request))

    second = phone.context.new_page()
    phone.listen(second)
    second.goto(f"{phone.address}/app/")
    second.fill("#pin", "246810")
    second.get_by_role("button", name=phone.word("open")).click()
    expect(second.locator("nav.tabbar")).to_be_visible()
    phone.context.on("requestfinished", note)
    phone.cut()
    for index in range(5):
        phone.register(f"138 0000 20{index:02d}")
    phone.context.set_offline(False)
    for page in (phone.page, second):
        page.evaluate("dispatchEvent(new Event('pageshow'))")
    phone.sync()
    assert sorted(sent.values()) == [1] * 5
    assert entries_on_server(open_office) == 5
    expect(second.locator(".pill")).to_contain_text(phone.word("pill_synced", time="").strip())


def test_the_app_opens_without_signal_after_a_reload_and_from_cold(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.register(NUMBER)
    phone.expect_synced()
    phone.cut()
    phone.page.reload()
    phone.unlock()
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.listen(phone.page)
    phone.reopen()
    phone.open_client(ENDING)
    expect(phone.page.locator("#sentence")).to_contain_text("测试甲")


def test_what_is_being_typed_comes_back_after_a_crash(new_phone: Callable[..., AgentPhone]) -> None:
    phone = new_phone("anna")
    phone.go("register")
    phone.page.fill("#phone", NUMBER)
    phone.page.fill("#surname", "欧阳")
    phone.page.wait_for_timeout(300)
    phone.reopen()
    phone.go("register")
    expect(phone.page.locator("#phone")).to_have_value(NUMBER)
    expect(phone.page.locator("#surname")).to_have_value("欧阳")
