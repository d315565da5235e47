"""Signals in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from webapp import words
from webapp.reader import reader_language
from webapp.services.justice.signal_views import SignalView


@dataclass(frozen=True, slots=True)
class SignalInWords:
    """One signal: what it is, the whole of it as a sentence, and the client that it is about, if any."""

    short: str
    sentence: str
    at: datetime
    client_id: str | None


def signals_in_words(signals: Iterable[SignalView]) -> tuple[SignalInWords, ...]:
    """Say what looked wrong, of whom, by which facts."""
    spoken = reader_language()
    return tuple(
        SignalInWords(
            short=words.say(spoken, f"desk.signal_{signal.kind}_short"),
            sentence=words.say(
                spoken,
                f"desk.signal_{signal.kind}",
                who=signal.who or words.say(spoken, "desk.somebody"),
                # How far a clock is off matters here, not in which direction.
                **{name: fact.lstrip("-") for name, fact in signal.facts.items()},
            ),
            at=signal.at,
            client_id=signal.client_id,
        )
        for signal in signals
    )
