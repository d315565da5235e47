"""Time in the world: what truly passes, what the server's clock says, and how people sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from tests.factories.line import Line
from tests.simulation.wire import ServerDiedError

#: The password of the invented people; the same one as everywhere in the tests.
PASSWORD = "long enough for a test"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SettableClock(Protocol):
    """The server machine's clock."""

    at: datetime

    def now(self) -> datetime:
        """Return the moment."""

    def wait(self, **duration: float) -> None:
        """Let time pass."""


@dataclass
class Times:
    """The one true time, and the server's clock beside it."""

    clock: SettableClock
    real_ms: int
    server_shift_ms: int = 0

    @property
    def server_ms(self) -> int:
        """What the server's clock says."""
        return self.real_ms + self.server_shift_ms

    def pass_by(self, ms: int) -> None:
        """Let time pass for everybody."""
        self.real_ms += ms
        self._set()

    def step_server(self, to_ms: int) -> None:
        """Let the server's clock jump to so far from the truth."""
        self.server_shift_ms = to_ms
        self._set()

    def sign_in(self, line: Line, login: str) -> bool:
        """Sign in through the page that people use; say whether it let them in."""
        try:
            line.sign_in(login, PASSWORD)
        except (AssertionError, ServerDiedError):
            return False
        return True

    def _set(self) -> None:
        self.clock.at = _EPOCH + timedelta(milliseconds=self.server_ms)
