"""The ordinary days of the demo office: drawn with a fixed seed, so that every demo office tells the same story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from sync.personal import Title
from webapp.demo.people import WITH_PHONE
from webapp.demo.script import Calendar, Line, Verb, Visitor

SEED = 20_260
FIRST_DAY = -14
CLIENTS = 62
#: Every so many clients one is left incomplete, one opens the code and answers, one is never called again.
INCOMPLETE_EVERY, SCANNED_EVERY, QUIET_EVERY = 11, 6, 3
REPEAT_VISITS = 0.2
#: How far apart their invented numbers are: no two of them differ in one place only, which would be looked into.
APART = 113
#: Who has not come since: on leave, or at home with the phone off.
LAST_DAY = {"zhao": -3, "zhou": -1}

_SURNAMES = (
    "李",
    "张",
    "刘",
    "杨",
    "黄",
    "徐",
    "马",
    "朱",
    "胡",
    "郭",
    "罗",
    "梁",
    "宋",
    "唐",
    "韩",
    "冯",
    "欧阳",
    "司马",
)
_AREAS = ("89㎡", "105㎡", "120㎡", "143㎡", "")
_LAYOUTS = ("三室两厅", "两室两厅", "四室两厅", "")
_SOURCES = ("walk_in",) * 6 + ("phone_enquiry",) * 3 + ("referral", "channel")
_OUTCOMES = ("reached",) * 6 + ("unanswered",) * 3 + ("switched_off", "refused")
_VISITS = ("看了沙盘和样板间。", "关心学区和交房时间。", "想要高楼层，预算三百万左右。", "和家人一起来，要再商量。", "")
_CALLS = {
    "reached": ("接通，约周末复访。", "发了户型图，说回去商量。", "问首付和贷款，已答复。"),
    "unanswered": ("",),
    "switched_off": ("",),
    "refused": ("说近期不考虑。",),
}


class OrdinaryDays:
    """Draws the ordinary days."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.chance = Random(SEED)  # noqa: S311 - a story, not a secret
        self.visitors: dict[str, Visitor] = {}

    def lines(self) -> Iterator[Line]:
        """Yield the lines of every client and what the phones did last; `visitors` is full afterwards."""
        for number in range(CLIENTS):
            yield from self._client(f"client_{number:02}", number)
        for back, who in enumerate(each for each in WITH_PHONE if each not in LAST_DAY):
            yield Line(self.calendar.now - timedelta(minutes=4 + 9 * back * back), who, Verb.SEND)

    def _client(self, key: str, number: int) -> Iterator[Line]:
        who = self.chance.choice(WITH_PHONE)
        day = self.chance.randint(FIRST_DAY, min(0, LAST_DAY.get(who, 0)))
        source = self.chance.choice(_SOURCES)
        self.visitors[key] = self._visitor(number)
        began = self.calendar.at(day, "09:20:00") + timedelta(seconds=self.chance.randint(0, 8 * 3600))
        scanned = number % SCANNED_EVERY == 0
        if scanned:
            yield Line(began - timedelta(seconds=50), who, Verb.TAKE_TICKETS)
        yield Line(began - timedelta(seconds=40), who, Verb.SEND)
        yield Line(began, who, Verb.REGISTER, key, source)
        yield self._first_contact(began + timedelta(seconds=25), who, key, source)
        yield Line(began + timedelta(seconds=27), who, Verb.SEND)
        if scanned:
            yield Line(began + timedelta(seconds=70), who, Verb.SCAN, key)
            yield Line(began + timedelta(seconds=95), who, Verb.ANSWER, key, "yes")
        if number % QUIET_EVERY:
            yield from self._afterwards(who, key, day)

    def _first_contact(self, at: datetime, who: str, key: str, source: str) -> Line:
        if source == "phone_enquiry":
            return Line(at, who, Verb.FOLLOW_UP, key, "reached", self.chance.choice(_CALLS["reached"]))
        return Line(at, who, Verb.VISIT, key, "first_visit", self.chance.choice(_VISITS))

    def _afterwards(self, who: str, key: str, day: int) -> Iterator[Line]:
        """Yield calls and repeat visits every few days; they travel together in the evening."""
        while (day := day + self.chance.randint(2, 5)) <= LAST_DAY.get(who, 0):
            at = self.calendar.at(day, "14:00:00") + timedelta(seconds=self.chance.randint(0, 4 * 3600))
            if self.chance.random() < REPEAT_VISITS:
                yield Line(at, who, Verb.VISIT, key, "repeat_visit", self.chance.choice(_VISITS))
            else:
                outcome = self.chance.choice(_OUTCOMES)
                yield Line(at, who, Verb.FOLLOW_UP, key, outcome, self.chance.choice(_CALLS[outcome]))
            yield Line(self.calendar.at(day, "18:45:00"), who, Verb.SEND)

    def _visitor(self, number: int) -> Visitor:
        what_is_missing = number // INCOMPLETE_EVERY % 3 if number % INCOMPLETE_EVERY == INCOMPLETE_EVERY - 1 else None
        surname, title = self.chance.choice(_SURNAMES), self.chance.choice(tuple(Title))
        return Visitor(
            number="" if what_is_missing == 0 else f"1349000{2003 + number * APART:04}",
            surname="" if what_is_missing == 1 else surname,
            title=None if what_is_missing == 2 else title,  # noqa: PLR2004 - the third of three
            area=self.chance.choice(_AREAS),
            layout=self.chance.choice(_LAYOUTS),
        )
