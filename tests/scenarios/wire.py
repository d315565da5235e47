"""Tell a row to the served app, in the bytes that phones send and the forms that a desk posts, with a clock in steps.

Nothing of the rules is known here. A phone hears from the server when its anchor was taken, writes when the story says
so, and is heard of when its text is synced; whoever looks asks the phones, and finds the client by its number at the
desk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from tests.factories.letters import MANAGER, signed_in
from tests.factories.line import Line
from tests.factories.office import Office
from tests.factories.phone import Captured, Phone
from tests.scenarios import facts as told
from tests.scenarios.facts import A_MINUTE, Fact, Look, Row, arrival, moment
from tests.scenarios.wire_desk import DESK
from tests.scenarios.wire_phone import WRITE

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONLOOKER = "Z"
#: A rule book is published on the day before it begins.
AN_HOUR = timedelta(hours=1)
#: By then a session has fallen asleep on every phone.
ASLEEP = timedelta(hours=12)
CLIENT = re.compile(r"/desk/clients/([0-9a-f-]{36})")


@dataclass(frozen=True)
class Seen:
    """What the phones show of a client.

    told: who reads the ruling with the own record in it, or has had a notice. label: of the owner's evidence.
    """

    owner: str | None
    reason: str
    contested: bool
    until: datetime | None
    told: frozenset[str]
    label: str = ""


@dataclass(order=True)
class Step:
    """Something that happens at a moment; what is looked at comes after what happens."""

    at: datetime
    place: int
    do: Callable[[], None] = field(compare=False)


class Told:
    """A row as it is told to an office of its own."""

    def __init__(self, office: Office, row: Row) -> None:
        self.office, self.row = office, row
        self.phones: dict[str, Phone] = {}
        self.heard: dict[str, datetime] = {}
        self.off_by: dict[str, timedelta] = {}
        self.written: dict[int, Captured] = {}
        self.tickets: dict[int, dict[str, Any]] = {}
        self.gone: set[str] = set()
        self.channels: dict[str, str] = {}

    def play(self, looked: Callable[[Look, Seen], None]) -> None:
        """Let everything happen in its order, and report what is seen at each look."""
        steps = [step for place, fact in enumerate(self.row.facts) for step in self._steps(fact, place)]
        steps += [
            Step(moment(look.at), 1000 + place, lambda look=look: looked(look, self.see(look)))  # type: ignore[misc]
            for place, look in enumerate(self.row.looks)
        ]
        for step in sorted(steps):
            self.office.clock.wait(seconds=(step.at - self.office.clock.now()).total_seconds())
            step.do()

    # --- what happens ---

    def _steps(self, fact: Fact, place: int) -> Iterator[Step]:
        if not isinstance(fact, told.Written):
            yield Step(_told_at(fact), place, lambda: DESK[type(fact)](self, fact))
            return
        anchored = moment(fact.anchor) if fact.anchor else moment(fact.at) - A_MINUTE
        yield Step(anchored, place - 500, lambda: self._hear(fact))
        yield Step(moment(fact.at), place, lambda: self._write(fact, place))
        for head in fact.heads:
            yield Step(moment(head), place, lambda: self._beat(fact.who))
        if isinstance(fact, told.Registers):
            for scan in fact.scans:
                yield Step(moment(scan), place, lambda: self._open_code(place))
            if fact.answered:
                yield Step(moment(fact.answered), place, lambda: self._answer(fact, place))
        yield Step(arrival(fact), place + 500 if fact.synced else place, lambda: self._sync(fact.who))

    def phone(self, who: str) -> Phone:
        """Return an agent's phone with signal: signed in, its clock as it is."""
        now = self.office.clock.now()
        if who not in self.phones:
            self.phones[who] = Phone.enrol(signed_in(self.office, who), self.office.code_for(who.lower()), wall=now)
        phone = self.phones[who]
        if now - self.heard.setdefault(who, now) >= ASLEEP:
            phone.line = signed_in(self.office, who)
        self.heard[who] = now
        phone.wall = now + self.off_by.get(who, timedelta())
        return phone

    def _hear(self, fact: told.Written) -> None:
        """Take the server's word: an anchor, and a ticket if the client will open the code."""
        news = fact.who not in self.phones
        phone = self.phone(fact.who)
        if news:
            phone.beat()
        else:
            phone.pull()
        if isinstance(fact, told.Registers) and (fact.scans or fact.answered):
            phone.take_tickets(1)

    def _write(self, fact: told.Written, place: int) -> None:
        phone = self.phones[fact.who]
        if fact.stated:
            self.off_by[fact.who] = moment(fact.stated) - moment(fact.at)
        phone.wall = self.office.clock.now() + self.off_by.get(fact.who, timedelta())
        if phone.tickets:
            self.tickets[place] = phone.tickets[-1]
        self.written[place] = WRITE[type(fact)](self, phone, fact)

    def _beat(self, who: str) -> None:
        self.phone(who).beat()

    def _sync(self, who: str) -> None:
        phone = self.phone(who)
        for result in phone.push()["results"]:
            assert result["status"] == "applied", result

    def _open_code(self, place: int) -> None:
        assert self.office.stranger().get(self.code(place)).status == 200

    def code(self, place: int) -> str:
        """Return the path behind the code of the registration at a place of the row."""
        fact = self.row.facts[place]
        assert isinstance(fact, told.Registers)
        phone, ticket = self.phones[fact.who], self.tickets[place]
        return phone.code_path(self.written[place], ticket)

    def _answer(self, fact: told.Registers, place: int) -> None:
        self._open_code(place)
        path = self.code(place)
        last_four = re.sub(r"\D", "", fact.number)[-4:]
        form = urlencode({"answer": "yes", "last_four": last_four}).encode()
        assert self.office.stranger().wire.send("POST", path, form, FORM).status == 200

    def own_entry(self, who: str, number: str) -> str:
        """Return the first registration of a number by an agent, or else the client, owned without one."""
        for place, entry in sorted(self.written.items()):
            fact = self.row.facts[place]
            if isinstance(fact, told.Registers) and (fact.who, fact.number) == (who, number):
                return entry.id
        return self.client_id(number)

    def amended_entry(self, who: str, number: str) -> str:
        """Return what a later registration completes: of the same number, or of a client who gave none."""
        earlier = ((place, self.row.facts[place]) for place in sorted(self.written))
        mine = [(place, each.number) for place, each in earlier if isinstance(each, told.Registers) and each.who == who]
        place = next(place for place, other in mine if other in {number, ""})
        return self.written[place].id

    # --- the desk ---

    def at_the_desk(self) -> Line:
        """Return the manager's line; a desk falls asleep soon."""
        return signed_in(self.office, MANAGER)

    def client_id(self, number: str) -> str:
        """Find a client by the full number, as a manager does."""
        found = CLIENT.search(self.at_the_desk().post_form("/desk/clients", number=number).text)
        assert found, f"nobody has {number}"
        return found[1]

    # --- looking ---

    def see(self, look: Look) -> Seen:
        """Ask every phone of whom the row speaks; first a beat, by which the server notices what time has ended."""
        awake = [who for who, phone in self.phones.items() if not phone.unsent and who not in self.gone]
        self.phone(awake[0] if awake else ONLOOKER).beat()
        pulled = {who: self.changes(who) for who in sorted(self._agents())}
        views = {who: _of_kind(changes, "client") for who, changes in pulled.items()}
        client_id = self._on_a_phone(look.number, views) or self.client_id(look.number)
        heard = {who for who, changes in pulled.items() if _hears(changes, client_id)}
        seen = [those[client_id] for those in views.values() if client_id in those]
        view = next((each for each in seen if each["ruling"]), next(iter(seen), None))
        if view is None:
            return Seen(None, "", contested=False, until=None, told=frozenset(heard))
        return self._seen(view, frozenset(heard))

    def signals(self) -> list[str]:
        """Return what looks wrong to the manager, and about whom."""
        mine = (each for each in self.office.signals() if each.project_id == self.office.project_id)
        return sorted(f"{each.kind} {self.letter(each.person_id)}".strip() for each in mine)

    def letter(self, person_id: str | None) -> str:
        """Return how a row calls somebody."""
        return next((login.upper() for login, id_ in self.office.ids.items() if id_ == person_id), "")

    def _agents(self) -> set[str]:
        """Return everybody of whom the row speaks: who is named has something to see as well."""
        spoken = {getattr(fact, name, "") for fact in self.row.facts for name in ("who", "named", "to", "successor")}
        return spoken - {""} - self.gone

    def find(self, number: str) -> str:
        """Find a client as the phones of its agents know it, or else the desk; without a number only they do."""
        views = {who: _of_kind(self.changes(who), "client") for who in sorted(self._agents())}
        return self._on_a_phone(number, views) or self.client_id(number)

    def changes(self, who: str) -> list[dict[str, Any]]:
        """Return everything that an agent's phone may know."""
        phone = self.phone(who)
        phone.cursor = ""
        return [change for change in phone.pull() if change["value"] is not None]

    def _on_a_phone(self, number: str, views: dict[str, dict[str, Any]]) -> str | None:
        """Find a client by the own registrations on somebody's phone."""
        mine = {
            entry.id
            for place, entry in self.written.items()
            if plain(getattr(self.row.facts[place], "number", "")) == plain(number)
        }
        found = (id_ for those in views.values() for id_, view in those.items() if mine & set(view["registrations"]))
        return next(found, None)

    def _seen(self, view: dict[str, Any], heard: frozenset[str]) -> Seen:
        protection = view["protection"]
        return Seen(
            owner=self.letter(view["owner"]["id"]) if view["owner"] else None,
            reason=view["ruling"]["reason"] if view["ruling"] else "",
            contested=view["contested"],
            until=datetime.fromisoformat(protection["until"]) if protection else None,
            told=heard,
            label=next((lane["label"] for lane in view["ruling"]["lanes"]), "") if view["ruling"] else "",
        )


def _told_at(fact: Fact) -> datetime:
    """Return when the desk is told: of rules before they begin, of an outage when it is over."""
    if isinstance(fact, told.Publishes):
        return moment(fact.at) - AN_HOUR
    return moment(fact.until) if isinstance(fact, told.Freezes) else moment(fact.at)


def _of_kind(changes: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return {change["id"]: change["value"] for change in changes if change["kind"] == kind}


def _hears(changes: list[dict[str, Any]], client_id: str) -> bool:
    """Say whether a phone shows a ruling with the own record in it, or has had a notice about the client.

    An agent whom the client asked for may read that, and not the file.
    """
    view = _of_kind(changes, "client").get(client_id)
    if view and view["ruling"] and any(lane["is_me"] for lane in view["ruling"]["lanes"]):
        return True
    return any(notice["client_id"] == client_id for notice in _of_kind(changes, "notice").values())


def plain(number: str) -> str:
    """Return the digits of a number without the country's own prefix."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", number))
    return re.sub(r"^(?:00)?86(?=1\d{10}$)|^00", "", digits)


def can_tell(row: Row) -> bool:
    """Say whether everything that a row tells has a way to the served app."""
    return all(_has_a_way(row, fact) for fact in row.facts)


def _has_a_way(row: Row, fact: Fact) -> bool:
    if isinstance(fact, told.Assigns | told.Releases | told.Decides):
        # Of a client with a deal the desk refuses these; what the rules would make of them is told to them alone.
        return not any(isinstance(each, told.Subscribes) for each in row.facts) and _is_by_hand(fact)
    if isinstance(fact, told.Freezes):
        return fact.why == "outage" and bool(fact.until)
    if isinstance(fact, told.Leaves):
        # What a phone of somebody who has left still has waits in quarantine.
        if any(look.owner == fact.who and moment(look.at) >= moment(fact.at) for look in row.looks):
            return False  # who has left has no phone to look at any more
        theirs = (each for each in row.facts if isinstance(each, told.Written) and each.who == fact.who)
        return all(arrival(each) < moment(fact.at) for each in theirs)
    return type(fact) in WRITE or type(fact) in DESK


def _is_by_hand(fact: Fact) -> bool:
    return not isinstance(fact, told.Assigns) or fact.why in {"reassigned", "renewed"}
