"""Searching a number, not registering it, and registering it later: somebody may be waiting for a lapse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sync.policy import RuleBook


def searched_without_report(searched: Iterable[datetime], registered_at: datetime, book: RuleBook) -> int:
    """Count one agent's searches of a number that no registration followed within the time that completes a record."""
    return sum(at + book.completion_grace < registered_at for at in searched)


def is_probing(searched: Iterable[datetime], registered_at: datetime, book: RuleBook) -> bool:
    """Say whether a manager should hear of it. It decides nothing about whose client it is."""
    return searched_without_report(searched, registered_at, book) > book.searches_before_signal
