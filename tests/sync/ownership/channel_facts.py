"""Write facts about channels the way people tell them: who reported when, who came when and with whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync.ownership.channel_case import ChannelCase, ChannelKind, Presence, Report, Stay
from sync.policy import RuleBook
from sync.switches import ChannelMode
from tests.sync.office import BOOK, books_of

VISIT_WINS = RuleBook(channel_mode=ChannelMode.VISIT_WINS)


def report(
    channel: str, received: datetime, *, days: int = 7, masked: bool = False, kind: ChannelKind = ChannelKind.EXTERNAL
) -> Report:
    return Report(f"report of {channel} {received}", channel, kind, masked, received, received + timedelta(days=days))


def came(moment: datetime, channel: str | None = None, *, stated: datetime | None = None) -> Presence:
    return Presence(moment, stated or moment, channel)


def told(
    *reports: Report,
    came: tuple[Presence, ...] = (),
    stays: tuple[Stay, ...] = (),
    book: RuleBook = BOOK,
    numbered: bool = True,
) -> ChannelCase:
    return ChannelCase(books_of(book), reports, came, stays, numbered)
