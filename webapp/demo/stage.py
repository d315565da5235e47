"""The stage: performs one line of the script after the other, each as one job at its own server time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from sync.justice.confirmation import Answer
from webapp.demo import acts
from webapp.demo.people import FRONT_DESK, MANAGER, PROJECT_ID, TIME_ZONE
from webapp.demo.phone import DemoPhone, Written
from webapp.demo.rules import publish_second_version
from webapp.demo.script import Line, Verb, Visitor
from webapp.services.justice.answers import Reply, answer_code
from webapp.services.justice.cases import open_cases
from webapp.services.justice.codes import open_code, read_our_code
from webapp.services.justice.decision_view import SettleReason
from webapp.services.justice.settle import Settlement, settle
from webapp.services.ownership.channels.pre_registrations import ReportWish, take_report
from webapp.services.ownership.rules.rule_versions import acknowledge
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.work import Actor, Work, begin_writing
from webapp.vault import Vault

TICKETS = 3


@dataclass
class Stage:
    """What the lines act on.

    written: the registration of each client by each agent, the newest one. channels: their ids by name.
    """

    session: Session
    vault: Vault
    actors: Mapping[str, Actor]
    visitors: Mapping[str, Visitor]
    phones: dict[str, DemoPhone] = field(default_factory=dict)
    written: dict[tuple[str, str], Written] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)

    def work_at(self, at: datetime) -> Work:
        """Begin a job at a moment of the past; what the last one had loaded is let go."""
        self.session.flush()
        self.session.expunge_all()
        return begin_writing(self.session, PROJECT_ID, at, self.vault)

    def perform(self, line: Line) -> None:
        """Perform one line."""
        work, phone = self.work_at(line.at), self.phones[line.who]
        _PERFORM[line.verb](self, work, phone, line)


def _register(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    visitor = stage.visitors[line.client]
    personal = {
        "phone": visitor.number,
        "surname": visitor.surname,
        "title": visitor.title,
        "area": visitor.area,
        "layout": visitor.layout,
    }
    told = {key: value for key, value in personal.items() if value}
    body = {"source": line.word or None, "ticket": None}
    if line.note:
        body["channel"] = stage.channels[line.note]
    stage.written[line.client, line.who] = phone.write(work, "registration", body, told)


def _visit(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    subject = stage.written[line.client, line.who]
    phone.write(work, "visit", {"subject": subject.id, "kind": line.word}, {"note": line.note})


def _follow_up(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    subject = stage.written[line.client, line.who]
    body = {"subject": subject.id, "channel": "call", "outcome": line.word}
    phone.write(work, "follow_up", body, {"note": line.note})


def _withdraw(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    subject = stage.written[line.client, line.who]
    phone.write(work, "withdrawal", {"subject": subject.id, "reason": line.word}, {})


def _send(_stage: Stage, work: Work, phone: DemoPhone, _line: Line) -> None:
    phone.send(work)


def _go_offline(_stage: Stage, _work: Work, phone: DemoPhone, _line: Line) -> None:
    phone.online = False


def _go_online(_stage: Stage, work: Work, phone: DemoPhone, _line: Line) -> None:
    phone.online = True
    phone.send(work)


def _beat(_stage: Stage, work: Work, phone: DemoPhone, _line: Line) -> None:
    phone.beat(work)


def _take_tickets(_stage: Stage, work: Work, phone: DemoPhone, _line: Line) -> None:
    if phone.online:
        phone.take_tickets(work, TICKETS)


def _scan(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    code = read_our_code(phone.code(stage.written[line.client, line.who]) or "", work.vault)
    if code is not None:
        open_code(work, code)


def _answer(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    code = read_our_code(phone.code(stage.written[line.client, line.who]) or "", work.vault)
    if code is not None:
        last_four = stage.visitors[line.client].number[-4:]
        reply = Reply(Answer(line.word), last_four, address="", user_agent=line.client, staff=None)
        answer_code(work, code, reply)


def _set_clock(_stage: Stage, _work: Work, phone: DemoPhone, line: Line) -> None:
    phone.ahead = timedelta(seconds=int(line.word))


def _settle(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    manager, claim_id = stage.actors[MANAGER], stage.written[line.client, line.who].id
    waiting = [case.client_id for case in open_cases(work, manager)]
    for client_id, (_standing, ruling) in latest_rulings(work, waiting).items():
        if claim_id in {lane["claim_id"] for lane in ruling.evidence["lanes"]}:
            wish = Settlement(client_id, ruling.number, claim_id, SettleReason.OWN_WORDS, line.note)
            settle(work, manager, wish)


def _report(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    wish = ReportWish(stage.channels[line.word], stage.visitors[line.client].number)
    take_report(work, stage.actors[FRONT_DESK], wish)


def _publish_rules(stage: Stage, work: Work, _phone: DemoPhone, _line: Line) -> None:
    publish_second_version(work, stage.actors[MANAGER], TIME_ZONE)


def _read_rules(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    acknowledge(work, stage.actors[line.who], int(line.word))


def _release(stage: Stage, work: Work, phone: DemoPhone, line: Line) -> None:
    subject = stage.written[line.client, line.who]
    phone.write(work, "release", {"subject": subject.id, "reason": line.word}, {"note": line.note})


def _take(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    acts.take(work, stage.actors[line.who], _client(stage, work, line))


def _reassign(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    agent_id = stage.actors[line.who].person_id
    acts.reassign(work, stage.actors[MANAGER], _client(stage, work, line), agent_id, line.note)


def _subscribe(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    acts.subscribe(work, stage.actors[MANAGER], _client(stage, work, line))


def _dispute(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    acts.dispute(work, stage.actors[line.who], _client(stage, work, line), line.note)


def _outage(stage: Stage, work: Work, _phone: DemoPhone, line: Line) -> None:
    acts.outage(work, stage.actors[MANAGER], line.note)


def _client(stage: Stage, work: Work, line: Line) -> str:
    """Return a client by whoever registered it first."""
    first = next(written for (client, _who), written in stage.written.items() if client == line.client)
    return acts.client_of(work, first.id)


_PERFORM: Mapping[Verb, Callable[[Stage, Work, DemoPhone, Line], None]] = {
    Verb.REGISTER: _register,
    Verb.VISIT: _visit,
    Verb.FOLLOW_UP: _follow_up,
    Verb.WITHDRAW: _withdraw,
    Verb.SEND: _send,
    Verb.GO_OFFLINE: _go_offline,
    Verb.GO_ONLINE: _go_online,
    Verb.BEAT: _beat,
    Verb.TAKE_TICKETS: _take_tickets,
    Verb.SCAN: _scan,
    Verb.ANSWER: _answer,
    Verb.SET_CLOCK: _set_clock,
    Verb.SETTLE: _settle,
    Verb.PUBLISH_RULES: _publish_rules,
    Verb.READ_RULES: _read_rules,
    Verb.REPORT: _report,
    Verb.RELEASE: _release,
    Verb.TAKE: _take,
    Verb.REASSIGN: _reassign,
    Verb.SUBSCRIBE: _subscribe,
    Verb.DISPUTE: _dispute,
    Verb.OUTAGE: _outage,
}
