"""Somebody at a desk: signed in on a computer, on the pages that the server draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.factories.office import PASSWORD
from webapp import words

SIZE = {"width": 1280, "height": 860}


@dataclass
class Desk:
    """One signed-in browser."""

    context: BrowserContext
    page: Page
    address: str

    @classmethod
    def of(cls, browser: Browser, address: str, login: str, language: str = "en", **options: Any) -> Desk:
        """Sign somebody in."""
        context = browser.new_context(**{"viewport": SIZE, **options})
        page = context.new_page()
        page.goto(f"{address}/sign-in?language={language}")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/desk/**")
        return cls(context, page, address)

    def open(self, path: str) -> None:
        """Open a page of the desk."""
        answer = self.page.goto(f"{self.address}/desk/{path}")
        assert answer is not None
        assert answer.ok, answer.status

    def press(self, key: str) -> None:
        """Press a button by its word."""
        self.page.get_by_role("button", name=words.say("en", f"desk.{key}")).first.click()

    def do(self, name: str, key: str) -> None:
        """Do something about somebody in a table: it is asked twice."""
        row = self.page.get_by_role("row", name=name)
        row.locator("summary").filter(has_text=words.say("en", f"desk.{key}")).click()
        row.get_by_role("button").click()

    def secret(self) -> str:
        """Read what is shown once."""
        return self.page.locator(".secret").inner_text().strip()

    def settle(self, agent: str) -> None:
        """Settle the first contested case for an agent, with the first reason that is offered."""
        self.open("contested")
        self.page.locator("input[name=reason]").first.check(force=True)
        self.page.get_by_role("button", name=agent).click()
