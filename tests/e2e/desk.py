"""Somebody at a desk: signed in on a computer, on the pages that the server draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.factories.office import PASSWORD

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

    def settle(self, agent: str) -> None:
        """Settle the first contested case for an agent, with the first reason that is offered."""
        self.open("contested")
        self.page.locator("input[name=reason]").first.check(force=True)
        self.page.get_by_role("button", name=agent).click()
