"""What truly happened: every request with its answer, and what each entry was really about and when.

The phones tell the truth here and nowhere else. The checks hold what the server made of it against it.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

from tests.factories.line import Answer

TAIL = 25
#: Their answers hold nothing but what the seed decides; pages and sessions hold tokens of the form library.
REPEATABLE = ("/api/v1/sync/", "/api/v1/devices", "/api/v1/tickets")


@dataclass(frozen=True)
class Passed:
    """One request that reached the server. answer: None if it died over it. at: server time afterwards."""

    person: str
    method: str
    path: str
    body: bytes
    answer: Answer | None
    at: int

    @property
    def value(self) -> Any:
        """What was asked, as JSON."""
        return json.loads(self.body)

    @property
    def taken(self) -> Any:
        """What was answered, if the server took it."""
        if self.answer is None or self.answer.status not in {200, 201}:
            return None
        return self.answer.json

    @property
    def code(self) -> str:
        """Why it was refused; empty if it was not."""
        if self.answer is None:
            return "died"
        if self.answer.status < 400:
            return ""
        return str(self.answer.json["code"]) if self.path.startswith("/api/") else str(self.answer.status)


@dataclass(frozen=True)
class Truth:
    """What an entry really is. at: server time when its text was written. clock_held: the wall clock ran true since."""

    id: str
    person: str
    honest: bool
    type: str
    number: str
    complete: bool
    amends: str | None
    at: int
    clock_held: bool
    again: bool = False


@dataclass
class Journal:
    """The record of one seed, and the hash by which two runs of it are compared."""

    passed: list[Passed] = field(default_factory=list)
    truths: dict[str, Truth] = field(default_factory=dict)
    #: Entries that are gone with a phone's storage, which nobody promised to keep.
    wiped: set[str] = field(default_factory=set)
    hostile: set[str] = field(default_factory=set)
    #: People who set their phones' clocks away from the truth.
    stepped: set[str] = field(default_factory=set)
    newest: int = 0
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=TAIL))
    _trace: Any = field(default_factory=hashlib.sha256)

    def note(self, passed: Passed) -> None:
        """Write a request down."""
        self.passed.append(passed)
        self.newest = max(self.newest, passed.at)
        status = passed.answer.status if passed.answer else "the server died"
        self.say(f"  {passed.method} {passed.path[:60]} -> {status} {passed.code if status != 200 else ''}".rstrip())
        if passed.path.startswith(REPEATABLE):
            self._trace.update(passed.path.encode() + passed.body + (passed.answer.body if passed.answer else b"-"))

    def server_clock_set(self, server_ms: int) -> None:
        """Tell the truth in the server's time again after its clock was set.

        Of what it has not received yet it cannot know that it was written at moments that its clock has taken back.
        """
        latest = max(self.newest, server_ms)
        self.truths = {key: replace(truth, at=min(truth.at, latest)) for key, truth in self.truths.items()}

    def say(self, sentence: str) -> None:
        """Add a line to the tail that a failing seed prints."""
        self.tail.append(sentence)
        self._trace.update(sentence.encode() + b"\n")

    @property
    def trace(self) -> str:
        """The hash of everything so far."""
        return str(self._trace.hexdigest())[:16]
