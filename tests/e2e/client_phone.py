"""A client's phone: another network, inside WeChat, no script, nothing installed."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from webapp import words

INSIDE_WECHAT = (
    "Mozilla/5.0 (Linux; Android 9; HLK-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/86.0.4240.99 Mobile Safari/537.36 MicroMessenger/8.0.30"
)
NARROW: ViewportSize = {"width": 320, "height": 640}


@dataclass
class ClientPhone:
    """One client with a phone."""

    context: BrowserContext
    page: Page

    @classmethod
    def fresh(cls, browser: Browser) -> ClientPhone:
        """Return a phone that has never been here."""
        context = browser.new_context(
            viewport=NARROW,
            user_agent=INSIDE_WECHAT,
            java_script_enabled=False,
            service_workers="block",
            locale="en-GB",
            extra_http_headers={"Accept-Language": "en"},
        )
        return cls(context, context.new_page())

    def open(self, address: str) -> None:
        """Open what stands in a code."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, answer.status

    def answer(self, choice: str, last_four: str = "") -> None:
        """Choose and send."""
        self.page.check(f"input[name=answer][value={choice}]")
        if last_four:
            self.page.fill("#last_four", last_four)
        self.page.get_by_role("button", name=words.say("en", "confirm.submit")).click()

    def text(self) -> str:
        """Return what the page says."""
        return self.page.locator("main").inner_text()
