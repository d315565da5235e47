"""Which rulings of the last month a proposed rule book would have turned, had it held from the beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from sync.ownership.preview import in_place_of_all, rule_again
from sync.ownership.rulings import RulingOutcome
from sync.people.visibility import Relation
from sync.policy import Edition, RuleBooks
from webapp.models.ownership import Ruling
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, KnownClient, know_clients
from webapp.services.ownership.rulings.evidence import gather_cases
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

    total: rulings of the month. looked: how many of them were ruled again. untold: those that come out otherwise under
    their own books as well, for they hang on what has changed since, such as a link between clients; not compared.
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
    contested: bool

    def is_said_by(self, outcome: RulingOutcome) -> bool:
        """Say whether a run rules the same; the version alone is no difference."""
        said = (outcome.owner_id, outcome.reason, outcome.contested)
        return said == (self.owner_id, self.reason, self.contested)


def look_back(work: Work, actor: Actor, books: RuleBooks, proposed: Edition, names: Mapping[str, str]) -> Back:
    """Rule the newest rulings of the last month again: all under the proposed book, what differs under its own too."""
    total, stored = _of_the_month(work)
    would_be = _ruled_again(work, stored, in_place_of_all(books, proposed))
    otherwise = {each: outcome for each, outcome in would_be if not each.is_said_by(outcome)}
    was = {each: outcome for each, outcome in _ruled_again(work, otherwise, books) if each.is_said_by(outcome)}
    differing = sorted(was, key=lambda each: -each.number)
    known = know_clients(work, actor.role, Relation.OTHER, {each.client_id for each in differing[:SHOWN]})
    return Back(
        total=total,
        looked=len(stored),
        untold=len(otherwise) - len(was),
        different=len(differing),
        lines=tuple(_line(each, was[each], otherwise[each], known, names) for each in differing[:SHOWN]),
    )


def _of_the_month(work: Work) -> tuple[int, list[_Stored]]:
    since = (Ruling.project_id == work.project_id, Ruling.ruled_at > work.now - LOOK_BACK)
    total = work.session.scalar(select(func.count()).select_from(Ruling).where(*since)) or 0
    columns = (Ruling.number, Ruling.client_id, Ruling.ruled_at, Ruling.owner_id, Ruling.reason, Ruling.contested)
    rows = work.session.execute(select(*columns).where(*since).order_by(Ruling.number.desc()).limit(MOST_RULINGS))
    return total, [_Stored(*row) for row in rows]


def _ruled_again(work: Work, stored: Iterable[_Stored], books: RuleBooks) -> Iterator[tuple[_Stored, RulingOutcome]]:
    """Yield each ruling as it is ruled under some books, by which the times of entries are weighed as well."""
    by_client: dict[str, list[_Stored]] = defaultdict(list)
    for each in stored:
        by_client[each.client_id].append(each)
    zone = load_zone(work)
    for chunk in chunks(sorted(by_client)):
        cases = gather_cases(work, chunk, books, zone)
        for client_id in chunk:
            for each in by_client[client_id]:
                yield each, rule_again(cases[client_id], each.ruled_at)


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many as are gathered at a time."""
    for begin in range(0, len(ids), CHUNK):
        yield ids[begin : begin + CHUNK]


def _line(
    each: _Stored,
    was: RulingOutcome,
    would_be: RulingOutcome,
    known: Mapping[str, KnownClient],
    names: Mapping[str, str],
) -> RulingLine:
    return RulingLine(
        number=each.number,
        client_id=each.client_id,
        name=known[each.client_id].name if each.client_id in known else NOBODY,
        at=each.ruled_at,
        was=_view(was, names),
        would_be=_view(would_be, names),
    )


def _view(outcome: RulingOutcome, names: Mapping[str, str]) -> RuledView:
    owner = names.get(outcome.owner_id or "", "")
    return RuledView(owner, outcome.rule, outcome.contested)
