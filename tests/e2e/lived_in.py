"""A phone that has been worked with: its own client, a contested one, a lost one, an incomplete and a refused one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e.agent_phone import AgentPhone

OWN, CONTESTED, LOST = "138 0000 4001", "138 0000 4002", "138 0000 4003"


@dataclass(frozen=True)
class LivedIn:
    """The phone and the ids of what stands on it."""

    phone: AgentPhone
    own: str
    contested: str
    registration: str
    refused: str

    def screens(self) -> dict[str, str]:
        """Return every screen of the open app, by name."""
        return {
            "today": "today",
            "clients": "clients",
            "client": f"clients/{self.own}",
            "contested": f"clients/{self.contested}",
            "visit": f"clients/{self.own}/visit",
            "follow-up": f"clients/{self.own}/follow-up",
            "register": "register",
            "mend": f"register/{self.refused}",
            "code": f"code/{self.registration}",
            "outbox": "outbox",
            "withdraw": f"clients/{self.own}/withdraw",
            "release": f"clients/{self.own}/release",
            "dispute": f"clients/{self.contested}/dispute",
            "pool": "pool",
            "rules": "rules",
            "me": "me",
            "sign-out": "me/sign-out",
        }


def live_in(new_phone: Callable[..., AgentPhone], wait: Callable[..., None]) -> LivedIn:
    """Let two agents work for a morning, and return the phone of the first."""
    anna, bert = new_phone("anna"), new_phone("bert")
    anna.cut()
    registration = anna.register(CONTESTED, surname="李", title="ms", source="referral")
    wait(anna, bert, minutes=10)
    bert.register(CONTESTED, surname="李", title="ms")
    bert.register(LOST, surname="陈")
    bert.expect_synced()
    wait(anna, bert, minutes=20)
    anna.reconnect()
    anna.register(OWN, surname="欧阳", title="ms", source="phone_enquiry")
    anna.register(LOST, surname="陈")
    refused = anna.register("021 1234", surname="周")
    anna.page.wait_for_timeout(500)
    ids = {number: anna.client_id(number) for number in (OWN, CONTESTED)}
    return LivedIn(anna, ids[OWN], ids[CONTESTED], registration, refused)
