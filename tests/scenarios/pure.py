"""Run a row through the rules alone: facts become evidence, and the rules are asked as they stand at each look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sync.entries import Source
from sync.ownership.acts import Act, Credit, CreditGround, Freeze, FreezeKind
from sync.ownership.capture_time import CaptureEvidence, CaptureTime, HeadReceipt, Via, capture_time
from sync.ownership.case import Case, Contact, ContactKind, Decision, Turn, Withdrawal
from sync.ownership.claims import Claim, Registration, gather_claims
from sync.ownership.old_claims import claim_of_old_client
from sync.ownership.pool import Taker, pool_client, why_not
from sync.ownership.rulings import RulingOutcome, listing, rule
from sync.ownership.standing import Standing
from sync.ownership.tenure import walk
from sync.policy import Edition, RuleBook, RuleBooks
from tests.scenarios import facts as told
from tests.scenarios.facts import A_MINUTE, ZONE, Fact, Look, Row, arrival, moment
from tests.scenarios.objecting import Closes, Disputes
from tests.scenarios.pure_acts import ACTS
from tests.scenarios.pure_people import People, people_of

#: Standings by place of the fact and number, for each row; the row is kept, so that its id is no other's.
_BEFORE: dict[int, tuple[Row, dict[tuple[int, str], Standing]]] = {}
LONG_AGO = timedelta(days=365)


def ruled(row: Row, look: Look) -> RulingOutcome:
    """Return what the rules say at a look."""
    case = case_at(row, moment(look.at), look.number)
    return rule(walk(case, moment(look.at)), case.books)


def refused(row: Row, fact: told.Takes) -> str:
    """Return the code with which a take from the pool is refused, or nothing."""
    at = moment(fact.at)
    case = case_at(row, at, fact.number, before=fact)
    earlier = [each for each in row.facts[: row.facts.index(fact)] if isinstance(each, told.Takes)]
    mine = [each for each in earlier if each.who == fact.who and not each.refused]
    today = [each for each in mine if moment(each.at).astimezone(ZONE).date() == at.astimezone(ZONE).date()]
    open_dispute = any(freeze.kind is FreezeKind.DISPUTE and freeze.until is None for freeze in case.freezes)
    client = pool_client(walk(case, at), disputed=open_dispute)
    return why_not(client, Taker(fact.who, len(today), live=0), case.books.at(at), at) or ""


def case_at(row: Row, now: datetime, number: str, before: Fact | None = None) -> Case:
    """Return the evidence that the server had by then; before: only what it had before this fact."""
    known = [fact for fact in sorted(row.facts, key=arrival) if arrival(fact) <= now]
    if before is not None:
        known = known[: known.index(before)]
    return _Gatherer(row, known, now).case(number)


@dataclass(frozen=True)
class _Gatherer:
    """Turns what is known into a case."""

    row: Row
    known: Sequence[Fact]
    now: datetime

    @property
    def books(self) -> RuleBooks:
        book = _book(self.row.book, 1)
        editions = [Edition(moment("0 00:00") - LONG_AGO, book)]
        for fact in self._of(told.Publishes):
            version = len(editions) + 1
            editions.append(Edition(moment(fact.at), _book(editions[-1].book.to_dict() | dict(fact.changes), version)))
        return RuleBooks(tuple(editions))

    def case(self, number: str) -> Case:
        books, people = self.books, self._people()
        subject = people.of(number)
        members: Mapping[str, object] = {subject: None, **people.linked(subject)}
        claims = [claim for client in members for claim in self._claims(people, client, books)]
        return Case(
            books=books,
            zone=ZONE,
            claims=tuple(sorted(claims, key=lambda claim: (claim.ruling_time, claim.hash))),
            contacts=tuple(self._contacts(people, members, books)),
            withdrawals=tuple(self._withdrawals(people, members)),
            decisions=tuple(self._decisions(people, members)),
            turns=tuple(Turn(fact.who, moment(fact.at)) for fact in self._of(told.TurnOf)),
            acts=tuple(self._acts(people, members)),
            freezes=(*map(self._freeze, self._of(told.Freezes)), *self._disputed(people, members)),
            credits=tuple(_credit(fact) for fact in self._of(told.DoorGives)),
            subject=subject,
            links=people.linked(subject),
            near=tuple(claim for near in people.near(subject) for claim in self._claims(people, near, books)),
        )

    def _people(self) -> People:
        """Find out who is who; a near number is one only of a client whom somebody owned as it was registered."""
        return people_of(self.known, self._before, self.books)

    def _before(self, fact: Fact, number: str) -> Standing:
        """Return how a client stood just before a fact; each asks for those before it, so each is walked once."""
        _row, known = _BEFORE.setdefault(id(self.row), (self.row, {}))
        key = (self.row.facts.index(fact), number)
        if key not in known:
            known[key] = walk(case_at(self.row, arrival(fact), number, before=fact), arrival(fact))
        return known[key]

    def _of(self, kind: type[Any]) -> list[Any]:
        return [fact for fact in self.known if isinstance(fact, kind)]

    def _about(self, kind: type[Any], people: People, members: Mapping[str, object]) -> Iterator[Any]:
        return (fact for fact in self._of(kind) if people.of(fact.number) in members)

    def _claims(self, people: People, client: str, books: RuleBooks) -> Iterator[Claim]:
        mine = [fact for fact in self._of(told.Registers) if people.of(fact.number) == client]
        registrations = []
        for fact in mine:
            earlier = [each for each in mine[: mine.index(fact)] if each.who == fact.who]
            amends = name_of(earlier[-1]) if fact.completes and earlier else None
            registrations.append(self._registration(fact, client, amends, people, books))
        yield from gather_claims(registrations, books)
        for fact in self._of(told.Imports):
            if people.of(fact.number) == client:
                yield _imported(fact, client)

    def _registration(
        self, fact: told.Registers, client: str, amends: str | None, people: People, books: RuleBooks
    ) -> Registration:
        return Registration(
            entry_id=name_of(fact),
            agent_id=fact.who,
            phone_key=client or None,
            complete=fact.complete,
            source=Source(fact.source) if fact.complete else None,
            capture=self._captured(fact, books, answered=fact.answered, scans=fact.scans),
            hash=f"hash of {name_of(fact)}",
            amends=amends,
            client_id=client,
            named=fact.named or None,
            review=people.review(fact),
        )

    def _captured(
        self, fact: told.Written, books: RuleBooks, *, answered: str = "", scans: Sequence[str] = ()
    ) -> CaptureTime:
        written, received = moment(fact.at), arrival(fact)
        heads = [HeadReceipt(1, moment(each), received, Via.HEAD) for each in fact.heads]
        heads += [
            HeadReceipt(1, moment(each), received, Via.SCAN) for each in (*scans, *([answered] if answered else []))
        ]
        evidence = CaptureEvidence(
            seq=1,
            earliest=moment(fact.anchor) if fact.anchor else written - A_MINUTE,
            stated=moment(fact.stated) if fact.stated else written,
            text_received=received,
            heads=tuple(head for head in heads if head.received_at <= self.now),
            answered_at=moment(answered) if answered and moment(answered) <= self.now else None,
        )
        return capture_time(evidence, books.at(received))

    def _contacts(self, people: People, members: Mapping[str, object], books: RuleBooks) -> Iterator[Contact]:
        for kind, contact in ((told.Visits, ContactKind.VISIT), (told.FollowsUp, ContactKind.FOLLOW_UP)):
            for fact in self._about(kind, people, members):
                effective = contact is ContactKind.VISIT or fact.outcome == "reached"
                capture, id_ = self._captured(fact, books), name_of(fact)
                client = people.of(fact.number)
                yield Contact(id_, fact.who, contact, effective, capture, f"hash of {id_}", client)

    def _withdrawals(self, people: People, members: Mapping[str, object]) -> Iterator[Withdrawal]:
        for fact in self._about(told.Withdraws, people, members):
            for other in self._about(told.Registers, people, members):
                same = people.of(other.number) == people.of(fact.number)
                if other.who == fact.who and same and arrival(other) <= arrival(fact):
                    yield Withdrawal(name_of(other), arrival(fact))

    def _freeze(self, fact: told.Freezes) -> Freeze:
        over = bool(fact.until) and moment(fact.until) <= self.now
        return Freeze(FreezeKind(fact.why), moment(fact.at), moment(fact.until) if over else None)

    def _disputed(self, people: People, members: Mapping[str, object]) -> Iterator[Freeze]:
        closed = [moment(fact.at) for fact in self._about(Closes, people, members)]
        for fact in self._about(Disputes, people, members):
            if not fact.refused:
                yield Freeze(FreezeKind.DISPUTE, moment(fact.at), min(closed, default=None))

    def _standing_before(self, fact: Any) -> Standing:
        return self._before(fact, fact.number)

    def _decisions(self, people: People, members: Mapping[str, object]) -> Iterator[Decision]:
        upheld = (fact for fact in self._about(Closes, people, members) if fact.who)
        for fact in (*self._about(told.Decides, people, members), *upheld):
            standing = self._standing_before(fact)
            assert standing.tenure, f"nothing to decide: {fact}"
            contesting = [contest.claim for contest in standing.contests]
            tenure = standing.tenure
            shown = (tenure.winner, *contesting, *tenure.own, *tenure.rivals, *tenure.late)
            claim = next(claim for claim in shown if claim.agent_id == fact.who)
            at = moment(fact.at)
            yield Decision(name_of(fact), claim.id, fact.who, at, claim.ruling_time, listing(tenure))

    def _acts(self, people: People, members: Mapping[str, object]) -> Iterator[Act]:
        for kind, made in ACTS.items():
            make: Callable[..., Act] = made
            of_all = kind is told.Leaves
            for fact in self._of(kind) if of_all else self._about(kind, people, members):
                if getattr(fact, "refused", ""):
                    continue
                owner = self._standing_before(fact).owner_id if kind is told.Assigns else None
                deals = [name_of(each) for each in self._about(told.Subscribes, people, members)]
                yield make(fact, name_of(fact), owner, deals)


def name_of(fact: Any) -> str:
    """Return a name for a fact by which it can be found again, the same in every run."""
    return f"{type(fact).__name__} {getattr(fact, 'who', '')} {fact.at} {getattr(fact, 'number', '')}"


def _book(changes: Mapping[str, object], version: int) -> RuleBook:
    book = RuleBook.from_dict({**changes, "version": version})
    assert isinstance(book, RuleBook), book
    return book


def _credit(fact: told.DoorGives) -> Credit:
    return Credit(CreditGround(fact.why), fact.who, moment(fact.at), fact.taken_by or None)


def _imported(fact: told.Imports, client: str) -> Claim:
    return claim_of_old_client(
        id_=name_of(fact),
        client_id=client,
        agent_id=fact.who,
        first_at=moment(fact.last_contact),
        last_contact_at=moment(fact.last_contact),
        published_at=moment(fact.at),
    )
