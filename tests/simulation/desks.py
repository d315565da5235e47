"""People at desks and clients at their own phones: they read real pages and press real buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from tests.factories.line import CSRF_FIELD, Answer, Line
from tests.simulation.times import Times
from tests.simulation.wire import Request, ServerDiedError, Wire

CASE = re.compile(r'href="/desk/contested/([0-9a-f-]{36})"')
RULING = re.compile(r'name="ruling" value="(\d+)"')
CLAIM = re.compile(r'name="claim" value="([0-9a-f-]{36})"')
CODE = re.compile(r'class="secret"><bdi>([A-Z0-9-]+)</bdi>')
REASONS = ("evidence", "stated", "client", "agreed")


@dataclass
class Desk:
    """One person at a desk. `open_case` is the page that lies open, perhaps for long."""

    login: str
    line: Line
    wire: Wire
    times: Times
    chance: Random
    decisions: int = 0
    open_case: tuple[str, str] | None = field(default=None)

    def look_at_a_case(self) -> None:
        """Open the list of contested cases, and one of them."""
        page = self._get("/desk/contested")
        cases = sorted(set(CASE.findall(page)))
        if cases:
            client_id = self.chance.choice(cases)
            self.open_case = client_id, self._get(f"/desk/contested/{client_id}")

    def settle(self) -> None:
        """Settle the case that lies open, for whom the page names, whatever has happened meanwhile."""
        if self.open_case is None:
            return
        (client_id, page), self.open_case = self.open_case, None
        ruling, claims = RULING.search(page), CLAIM.findall(page)
        if ruling is None or not claims:
            return
        wish = {"ruling": ruling[1], "claim": self.chance.choice(claims), "reason": self.chance.choice(REASONS)}
        answer = self._post(f"/desk/contested/{client_id}", page, **wish, words="")
        self.decisions += answer is not None and answer.status == 302

    def act(self, client_id: str, what: str, agent: str) -> bool:
        """Give a client to an agent, back to its owner or to the pool, on what the page shows."""
        path = f"/desk/clients/{client_id}/acts"
        page = self._get(path)
        ruling = RULING.search(page)
        if ruling is None:
            return False
        told = {"ruling": ruling[1], "act": what, "agent": agent, "reason": "service", "words": "客户要求换人"}
        return self._done(self._post(path, page, **told))

    def revoke(self, device: str) -> bool:
        """Close a phone at once; say whether that was done."""
        return self._done(self._post(f"/desk/phones/{device}/revoke", self._get("/desk/phones")))

    def disable(self, person: str) -> bool:
        """Let somebody in no more."""
        return self._done(self._post(f"/desk/people/{person}/disable", self._get("/desk/people")))

    def enable(self, person: str) -> bool:
        """Let somebody in again."""
        return self._done(self._post(f"/desk/people/{person}/enable", self._get("/desk/people")))

    def code_for(self, person: str) -> str | None:
        """Issue a code for a phone."""
        path = f"/desk/phones/code/{person}"
        answer = self._post(path, self._get(path))
        found = CODE.search(answer.text) if answer is not None and answer.status == 200 else None
        return found[1] if found else None

    @staticmethod
    def _done(answer: Answer | None) -> bool:
        return answer is not None and answer.status == 302

    def _get(self, path: str) -> str:
        answer = self._ask("GET", path)
        if answer is not None and answer.status == 302:
            self.times.sign_in(self.line, self.login)
            answer = self._ask("GET", path)
        return answer.text if answer is not None and answer.status == 200 else ""

    def _post(self, path: str, page: str, **fields: str) -> Answer | None:
        token = CSRF_FIELD.search(page)
        if token is None:
            return None
        return self._ask("POST", path, urlencode({"csrf_token": token[1], **fields}).encode())

    def _ask(self, method: str, path: str, body: bytes = b"") -> Answer | None:
        try:
            return self.wire.carry_safely(Request(self.line, self.login, method, path, body, form=True))
        except ServerDiedError:
            return None


def scan(  # noqa: PLR0913 - who, by which way, what, and the client's two words
    line: Line, wire: Wire, times: Times, path: str, *, answer: str, last_four: str
) -> None:
    """Open the page behind a code as a client does, and answer it or not."""
    heard: list[Answer | None] = []
    wire.carry(Request(line, "", "GET", path), times.real_ms, heard.append)
    if answer and heard and heard[0] is not None and heard[0].status == 200:
        body = urlencode({"answer": answer, "last_four": last_four}).encode()
        wire.carry_safely(Request(line, "", "POST", path, body, form=True))
