"""Who is who: which number is whose, what a manager linked, which numbers are nearly somebody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.ownership.acts import LinkKind, ReviewKind
from sync.ownership.identity import Phone, normalise_phone
from sync.ownership.links import Link, linked_with
from sync.ownership.near_numbers import Held, Named, NearKind, is_near, near_kind
from sync.ownership.standing import Standing
from sync.policy import RuleBooks
from tests.scenarios import facts as told
from tests.scenarios.facts import ZONE, Fact, arrival, moment

#: Says how a number's client stood just before a fact.
StandingBefore = Callable[[Fact, str], Standing]


def spelled(number: str) -> str:
    """Return a number in its one spelling; who gave none has none."""
    if not number:
        return ""
    phone = normalise_phone(number)
    assert isinstance(phone, Phone), (number, phone)
    return phone.e164


@dataclass
class People:
    """Clients by their main numbers in the one spelling."""

    holders: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    reviews: dict[int, tuple[str, ReviewKind]] = field(default_factory=dict)
    nearness: dict[str, set[str]] = field(default_factory=dict)

    def of(self, number: str) -> str:
        """Return the client who has a number, main or spare."""
        return self.holders.get(spelled(number), spelled(number))

    def linked(self, client: str) -> Mapping[str, LinkKind]:
        """Return the others of a client's case."""
        return linked_with(self.links).get(client, {})

    def near(self, client: str) -> set[str]:
        """Return clients with a number so like this one's that a manager has to look."""
        return self.nearness.get(client, set())

    def review(self, fact: told.Registers) -> ReviewKind | None:
        """Return the open review of a registration."""
        found = self.reviews.get(id(fact))
        return found[1] if found else None


def people_of(known: Sequence[Fact], before: StandingBefore, books: RuleBooks) -> People:
    """Go through what is known in its order."""
    people = People()
    registered: list[told.Registers] = []
    for fact in known:
        match fact:
            case told.Registers():
                _look_for_near(people, fact, registered, before, books.at(arrival(fact)).near_number_days)
                _register(people, fact)
                registered.append(fact)
            case told.Links():
                people.links.append(Link(people.of(fact.one), people.of(fact.other), LinkKind(fact.why)))
            case told.Unlinks():
                pair = {people.of(fact.one), people.of(fact.other)}
                people.links = [link for link in people.links if {link.one, link.other} != pair]
            case told.Reviewed():
                _reviewed(people, fact)
    return people


def _register(people: People, fact: told.Registers) -> None:
    """A registration is about whoever has its main number; a spare one that is somebody else's joins nothing.

    Nor does a company that somebody else buys for: it is a pair for a manager to look at, and contests nothing.
    """
    client = people.of(fact.number)
    people.holders[spelled(fact.number)] = client
    if fact.spare:
        people.holders.setdefault(spelled(fact.spare), client)


def _look_for_near(
    people: People, fact: told.Registers, registered: Sequence[told.Registers], before: StandingBefore, days: int
) -> None:
    client = people.of(fact.number)
    if client in people.holders.values():
        return
    named = Named(fact.who, spelled(fact.number), fact.surname, moment(fact.at))
    for number in sorted({each.number for each in registered}):
        other = people.of(number)
        if other == client or not is_near(named.e164, other):
            continue
        standing = before(fact, number)
        if standing.tenure is None:
            continue
        held = _held(standing, other, [each for each in registered if people.of(each.number) == other])
        kind = near_kind(named, held, ZONE, days)
        if kind is not None:
            review = ReviewKind.SUSPEND if kind is NearKind.LATER else ReviewKind.LOOK
            people.reviews[id(fact)] = (other, review)
            people.nearness.setdefault(client, set()).add(other)


def _held(standing: Standing, client: str, registered: Sequence[told.Registers]) -> Held:
    assert standing.tenure is not None
    tenure = standing.tenure
    own = [each for each in registered if each.who == tenure.owner_id]
    captures = [claim.capture for claim in (tenure.winner, *tenure.own)]
    captures += [contact.capture for contact in tenure.contacts]
    return Held(
        tenure.owner_id,
        client,
        frozenset(each.surname for each in own),
        tuple(moment(each.at) for each in own),
        max(capture.contact_at for capture in captures),
    )


def _reviewed(people: People, fact: told.Reviewed) -> None:
    """A manager found out: the same person is one case from now on, another one is left in peace."""
    client, other = people.of(fact.number), people.of(fact.near)
    people.reviews = {key: found for key, found in people.reviews.items() if found[0] != other}
    people.nearness.get(client, set()).discard(other)
    if fact.same:
        people.links.append(Link(client, other, LinkKind.SAME_PERSON))
