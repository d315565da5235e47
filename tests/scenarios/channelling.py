"""Facts about channels: what they report, and with whom they come (30 to 36)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.factories.channels import channel_id
from tests.factories.line import Line
from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.scenarios.facts import MAIN, Fact, Registers

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


@dataclass(frozen=True)
class Reports(Fact):
    """A channel reports a client. kind: own, external, public_referral. masked: it gave only some digits.

    by: the agent who reports it on the phone, for an own channel; else the desk takes it. valid_until: where it is not
    as long as the rule book says.
    """

    channel: str
    at: str
    valid_until: str = ""
    kind: str = "external"
    masked: bool = False
    by: str = ""


@dataclass(frozen=True)
class Comes(Fact):
    """The client comes, escorted by a channel or by nobody."""

    at: str
    channel: str | None = None


class Story(Protocol):
    """What has been told so far."""

    office: Office
    channels: dict[str, str]

    def at_the_desk(self) -> Line:
        """Return the manager's line."""

    def phone(self, who: str) -> Phone:
        """Return an agent's phone with signal."""


def add_channels(story: Story, kinds: Mapping[str, str]) -> None:
    """Add channels at the desk."""
    for name, kind in sorted(kinds.items()):
        desk = story.at_the_desk()
        _send(desk, "/desk/channels", name=name, kind=kind)
        story.channels[name] = channel_id(story.office, name)


def with_channels(inside: tuple[Fact, ...], comes: tuple[Comes, ...]) -> tuple[Fact, ...]:
    """Let whoever registers the client as it comes name the channel; what nobody registers the front desk notes."""
    escorts = {each.at: each.channel for each in comes if each.channel}
    facts = [
        replace(fact, channel=escorts.pop(fact.at)) if isinstance(fact, Registers) and fact.at in escorts else fact
        for fact in inside
    ]
    return (*facts, *(Comes(at, channel) for at, channel in escorts.items()))


def _report(story: Story, fact: Reports) -> None:
    wish = {"channel": story.channels[fact.channel], "number": _masked(MAIN) if fact.masked else MAIN}
    if fact.by:
        answer = story.phone(fact.by).line.post("/api/v1/ownership/pre_registrations", wish)
        assert answer.status == 201, answer.text
    else:
        _send(story.at_the_desk(), "/desk/reports", **wish)


def _escort(story: Story, fact: Comes) -> None:
    channel = story.channels[fact.channel or ""]
    _send(story.at_the_desk(), "/desk/reports/escorts", escort_channel=channel, escort_number=MAIN)


def _masked(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"{digits[:3]}****{digits[-4:]}"


def _send(desk: Line, path: str, **form: str) -> None:
    body = urlencode({"csrf_token": desk.csrf_token, **form}).encode()
    answer = desk.wire.send("POST", path, body, FORM)
    assert answer.status == 200, answer.text


DESK: Mapping[type, Callable[[Any, Any], None]] = {Reports: _report, Comes: _escort}
