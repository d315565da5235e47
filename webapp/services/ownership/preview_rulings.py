"""Which rulings of the last month a proposed rule book would have turned, had it held from the beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from sync.ownership.preview import Rerun, in_place_of_all, replays, rerun
from sync.ownership.rulings import RulingOutcome
from sync.people.visibility import Relation
from sync.policy import Edition, RuleBooks
from webapp.models.ownership import Ruling
from webapp.services.ownership.client_names import NamedClient
from webapp.services.ownership.desk_names import NOBODY, KnownClient, know_clients
from webapp.services.ownership.evidence import gather_cases
from webapp.services.people.project import load_zone
from webapp.services.work import Actor, Work

#: So many cases are in memory at a time.
CHUNK = 200
SHOWN = 20
MOST_RULINGS = 2_000
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RuledView:
    """What was or would be ruled, and by which rule. owner: a name, empty for nobody."""

    owner: str
    rule: str
    contested: bool


@dataclass(frozen=True, slots=True)
class RulingLine:
    """A ruling that would have been another one."""

    number: int
    client_id: str
    name: NamedClient
    at: datetime
    was: RuledView
    would_be: RuledView


@dataclass(frozen=True, slots=True)
class Back:
    """What would have been ruled otherwise.

    total: rulings of the month. looked: how many of them were ruled again. untold: those among them that hang on what
    has changed since, such as a link between clients, and are not compared.
    """

    total: int
    looked: int
    untold: int
    different: int
    lines: tuple[RulingLine, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    number: int
    client_id: str
    ruled_at: datetime
    owner_id: str | None
    reason: str


def look_back(work: Work, actor: Actor, books: RuleBooks, proposed: Edition, names: Mapping[str, str]) -> Back:
    """Rule the newest rulings of the last month again."""
    total, stored = _of_the_month(work)
    again = list(_ruled_again(work, stored, books, in_place_of_all(books, proposed)))
    told = [(each, run) for each, run in again if replays(run.was, each.owner_id, each.reason)]
    differing = sorted(((each, run) for each, run in told if run.differs), key=lambda pair: -pair[0].number)
    known = know_clients(work, actor.role, Relation.OTHER, {each.client_id for each, _run in differing[:SHOWN]})
    return Back(
        total=total,
        looked=len(stored),
        untold=len(again) - len(told),
        different=len(differing),
        lines=tuple(_line(each, run, known, names) for each, run in differing[:SHOWN]),
    )


def _of_the_month(work: Work) -> tuple[int, list[_Stored]]:
    since = (Ruling.project_id == work.project_id, Ruling.ruled_at > work.now - LOOK_BACK)
    total = work.session.scalar(select(func.count()).select_from(Ruling).where(*since)) or 0
    columns = (Ruling.number, Ruling.client_id, Ruling.ruled_at, Ruling.owner_id, Ruling.reason)
    rows = work.session.execute(select(*columns).where(*since).order_by(Ruling.number.desc()).limit(MOST_RULINGS))
    return total, [_Stored(*row) for row in rows]


def _ruled_again(
    work: Work, stored: Iterable[_Stored], books: RuleBooks, others: RuleBooks
) -> Iterator[tuple[_Stored, Rerun]]:
    """Yield each ruling with its two runs; the times of entries are weighed anew under either books."""
    by_client: dict[str, list[_Stored]] = defaultdict(list)
    for each in stored:
        by_client[each.client_id].append(each)
    zone = load_zone(work)
    for chunk in chunks(sorted(by_client)):
        cases = gather_cases(work, chunk, books, zone)
        proposed = gather_cases(work, chunk, others, zone)
        for client_id in chunk:
            for each in by_client[client_id]:
                yield each, rerun(cases[client_id], proposed[client_id], each.ruled_at)


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many as are gathered at a time."""
    for begin in range(0, len(ids), CHUNK):
        yield ids[begin : begin + CHUNK]


def _line(each: _Stored, run: Rerun, known: Mapping[str, KnownClient], names: Mapping[str, str]) -> RulingLine:
    return RulingLine(
        number=each.number,
        client_id=each.client_id,
        name=known[each.client_id].name if each.client_id in known else NOBODY,
        at=each.ruled_at,
        was=_view(run.was, names),
        would_be=_view(run.would_be, names),
    )


def _view(outcome: RulingOutcome, names: Mapping[str, str]) -> RuledView:
    owner = names.get(outcome.owner_id or "", "")
    return RuledView(owner, outcome.rule, outcome.contested)
