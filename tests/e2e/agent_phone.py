"""An agent's phone: a browser context of its own, driven through the screens that people see."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, expect

from tests.factories.office import PASSWORD, Office
from webapp import words

PIN = "246810"
PATIENCE_SECONDS = 10
SIZE: ViewportSize = {"width": 390, "height": 844}
#: The words of the first load, and of the parts that come later.
AREAS = ("app", "file", "later", "phone_pool")
#: What a browser says by itself when a line is cut or a test answers in the server's place.
EXPECTED = ("Failed to load resource", "net::ERR_")


def entries_of(request: Request) -> list[dict[str, Any]]:
    """Return the entries that a push carries; a beat has none."""
    body: dict[str, Any] = request.post_data_json or {}
    return list(body["entries"])


@dataclass
class AgentPhone:
    """One phone. `page` is its open tab; everything it complains about is kept and looked at when the test ends."""

    context: BrowserContext
    page: Page
    address: str
    language: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def ready(cls, browser: Browser, address: str, office: Office, login: str, **options: Any) -> AgentPhone:
        """Return a phone that is signed in, enrolled and open."""
        phone = cls.fresh(browser, address, **options)
        phone.sign_in(login)
        phone.enrol(office.code_for(login))
        return phone

    @classmethod
    def fresh(cls, browser: Browser, address: str, language: str = "en", **options: Any) -> AgentPhone:
        """Return a phone that nobody has used."""
        context = browser.new_context(viewport=SIZE, device_scale_factor=2, has_touch=True, **options)
        return cls.around(context, address, language)

    @classmethod
    def around(cls, context: BrowserContext, address: str, language: str = "en") -> AgentPhone:
        """Return a phone in a context that is there already."""
        context.clock.install()
        context.set_default_timeout(15_000)
        phone = cls(context, context.pages[0] if context.pages else context.new_page(), address, language)
        phone.listen(phone.page)
        return phone

    # --- what it says ---

    def listen(self, page: Page) -> None:
        """Keep what a tab complains about, and every request that leaves our server."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(word in message.text for word in EXPECTED):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"left the origin: {request.url}")

    def assert_no_complaints(self) -> None:
        """Fail if the console complained, the policy was broken, or something left the origin."""
        assert self.complaints == []

    def word(self, key: str, **values: object) -> str:
        """Return a sentence of the app in this phone's language, whichever part of the app says it."""
        book = words.books()[self.language]
        known = next(name for area in AREAS if (name := f"{area}.{key}") in book)
        return words.say(self.language, known, **values)

    # --- coming in ---

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Sign in through the page."""
        self.page.goto(f"{self.address}/sign-in?language={self.language}")
        self.page.fill("#login", login)
        self.page.fill("#password", password)
        self.page.click("button[type=submit]")
        self.page.wait_for_url("**/app/**")

    def change_first_password(self, login: str, first: str) -> None:
        """Sign in for the first time: the own password has to be chosen before anything else."""
        self.page.goto(f"{self.address}/sign-in?language={self.language}")
        self.page.fill("#login", login)
        self.page.fill("#password", first)
        self.page.click("button[type=submit]")
        self.page.wait_for_url("**/password")
        for box, text in {"current": first, "fresh": PASSWORD, "again": PASSWORD}.items():
            self.page.fill(f"#{box}", text)
        self.page.click("button[type=submit]")
        self.page.get_by_role("link", name=words.say(self.language, "people.back")).click()
        self.page.wait_for_url("**/app/**")

    def enrol(self, code: str, pin: str = PIN) -> None:
        """Make this the agent's phone, choose a PIN, and wait until the app opens without a line."""
        self.begin(code, pin)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def begin(self, code: str, pin: str = PIN) -> None:
        """Make this the agent's phone and choose a PIN, in a browser that may keep nothing."""
        self.page.fill("#code", code)
        self.press("enrol")
        self.page.fill("#pin", pin)
        self.page.fill("#again", pin)
        self.press("pin_set")
        self.expect_synced()

    def unlock(self, pin: str = PIN) -> None:
        """Open the app with the PIN."""
        self.page.fill("#pin", pin)
        self.press("open")
        expect(self.page.locator(".pill")).to_be_visible()

    def reopen(self) -> None:
        """Start the app again from nothing, as after a night, and give the PIN."""
        self.page.goto(f"{self.address}/app/")
        self.unlock()

    # --- moving about ---

    def press(self, key: str, **values: object) -> None:
        """Press a button or follow a link by its word."""
        word = self.word(key, **values)
        self.page.get_by_role("button", name=word).or_(self.page.get_by_role("link", name=word)).first.click()

    def go(self, place: str) -> None:
        """Open a screen by its address inside the app."""
        self.page.evaluate("(place) => { location.hash = place; }", f"#/{place}")

    def save(self) -> None:
        """Save the form on the screen and wait until it has given way."""
        form = self.page.url
        self.press("save")
        self.page.wait_for_function("(form) => location.href !== form", arg=form)

    def cut(self) -> None:
        """Lose the signal."""
        self.context.set_offline(True)

    def reconnect(self) -> None:
        """Find the signal again and send everything."""
        self.context.set_offline(False)
        self.sync()

    def sync(self) -> None:
        """Ask for a sync and wait until it is complete."""
        self.go("outbox")
        with self.context.expect_event("response", lambda answer: "/sync/pull" in answer.url, timeout=30_000):
            self.press("sync_now")
        self.expect_synced()
        expect(self.page.locator(".pill")).not_to_contain_text(self.word("pill_sending"))

    def expect_synced(self) -> None:
        """Wait until the sync state says that nothing is left."""
        beginning = self.word("pill_synced", time="").strip()
        expect(self.page.locator(".pill")).to_contain_text(beginning, timeout=20_000)

    def pass_time(self, minutes: float) -> None:
        """Let the phone's clock go on."""
        self.context.clock.fast_forward(round(minutes * 60_000))

    # --- working ---

    def register(self, phone: str, *, surname: str = "王", title: str = "mr", source: str = "walk_in") -> str:
        """Register a client and return the entry's id; the code is on the screen then."""
        self.go("register")
        self.page.fill("#phone", phone)
        self.page.fill("#surname", surname)
        self.page.locator(f"input[name=title][value={title}]").check(force=True)
        self.page.locator(f"input[name=source][value={source}]").check(force=True)
        self.press("save")
        self.page.wait_for_url("**/app/#/code/*")
        expect(self.page.locator(".sealed b")).to_be_visible()
        return self.page.url.rpartition("/")[2]

    def code_on_screen(self) -> str:
        """Read the code the way a client's camera does: it keeps looking until the picture is still."""
        until = time.monotonic() + PATIENCE_SECONDS
        found: list[zxingcpp.Barcode] = []
        while len(found) != 1 and time.monotonic() < until:
            found = zxingcpp.read_barcodes(Image.open(BytesIO(self.page.locator(".code").screenshot())))
            self.page.wait_for_timeout(100)
        assert len(found) == 1, "the code can be read"
        return str(found[0].text)

    def open_client(self, ending: str) -> None:
        """Find a client by the last digits and open the file."""
        self.go("clients")
        self.page.fill("#wanted", ending)
        self.page.locator("a.row").first.click()
        expect(self.page.locator("#sentence")).to_be_visible()

    def client_id(self, number: str) -> str:
        """Return the id of a client on this phone."""
        self.open_client(number[-4:])
        return self.page.url.rpartition("/")[2]

    def speak(self, language: str) -> None:
        """Choose a language by hand."""
        self.go("me")
        self.page.locator(f"input[name=language][value={language}]").check(force=True)
        self.language = language

    def ruling_sentence(self) -> str:
        """Return the sentence of the open client's ruling."""
        return self.page.locator("#sentence").inner_text()

    def states(self) -> list[str]:
        """Return the state of each entry in the outbox, as it stands in words."""
        self.go("outbox")
        self.page.locator("#main").wait_for()
        return self.page.locator("main .row .row-end").all_inner_texts()

    # --- what only a test looks at ---

    def expect_stored(self, states: dict[str, str]) -> None:
        """Wait until the queue on the disk holds just these entries in these states, in this order."""
        until = time.monotonic() + PATIENCE_SECONDS
        found: dict[str, str] = {}
        while found != states and time.monotonic() < until:
            found = {entry["id"]: entry["state"] for entry in self.stored()}
            self.page.wait_for_timeout(100)
        assert list(found.items()) == list(states.items())

    def stored(self) -> list[dict[str, Any]]:
        """Read the phone's queue from its disk."""
        entries: str = self.page.evaluate(READ_ENTRIES)
        return list(json.loads(entries))


READ_ENTRIES = """async () => {
  const ended = (asking) => new Promise((resolve, reject) => {
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    if (!/^xiandeng-[0-9a-f]{8}-/.test(name)) continue;
    const db = await ended(indexedDB.open(name));
    found.push(...await ended(db.transaction("entries").objectStore("entries").index("place").getAll()));
    db.close();
  }
  return JSON.stringify(found, (key, value) => (key === "pii" ? undefined : value));
}"""
