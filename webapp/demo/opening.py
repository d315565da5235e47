"""Open the demo office in an empty database and let its two weeks happen."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sync.ownership.channel_case import ChannelKind
from sync.policy import RuleBook
from webapp.demo.acts import act_lines, act_visitors
from webapp.demo.cases import case_lines, case_visitors
from webapp.demo.ordinary_days import FIRST_DAY, OrdinaryDays
from webapp.demo.people import CHANNEL, MANAGER, PASSWORD, PEOPLE, PROJECT_ID, PROJECT_NAME, TIME_ZONE, WITH_PHONE
from webapp.demo.phone import DemoPhone
from webapp.demo.rules import rules_lines
from webapp.demo.script import Calendar, in_order
from webapp.demo.stage import Stage
from webapp.services.ownership.channels.channels import add_channel
from webapp.services.ownership.rulings.rule_clients import rule_what_is_due
from webapp.services.people.codes import issue_code
from webapp.services.people.offices import add_people, is_empty, open_office
from webapp.services.people.passwords import hash_password
from webapp.services.people.sessions import actor_of
from webapp.services.work import Actor
from webapp.vault import Vault

#: The story ends a moment ago: what happens now is for the people who try it.
JUST_NOW = timedelta(seconds=90)
_MODELS = ("iPhone", "Huawei", "Xiaomi")


class OfficeExistsError(RuntimeError):
    """There is an office already: a demo never mixes with what people have entered."""


def open_demo_office(session: Session, vault: Vault, now: datetime) -> None:
    """Open the demo office; OfficeExistsError if the database is not empty. All of it or nothing is committed."""
    if not is_empty(session):
        raise OfficeExistsError
    calendar = Calendar(now, ZoneInfo(TIME_ZONE))
    actors = _open(session, vault, calendar.at(FIRST_DAY, "08:00:00"))
    days = OrdinaryDays(calendar)
    told = [*days.lines(), *case_lines(calendar), *act_lines(calendar), *rules_lines(calendar, WITH_PHONE)]
    lines = in_order(told, now - JUST_NOW)
    stage = Stage(session, vault, actors, {**days.visitors, **case_visitors(), **act_visitors()})
    for minutes, login in enumerate(WITH_PHONE):
        _enrol(stage, login, calendar.at(FIRST_DAY, "08:30:00") + timedelta(minutes=minutes))
    opening = stage.work_at(calendar.at(FIRST_DAY, "08:20:00"))
    stage.channels[CHANNEL] = add_channel(opening, actors[MANAGER], CHANNEL, ChannelKind.EXTERNAL)
    for line in lines:
        stage.perform(line)
    rule_what_is_due(stage.work_at(now - JUST_NOW))


def _open(session: Session, vault: Vault, at: datetime) -> dict[str, Actor]:
    work = open_office(
        session, vault, at, project_id=PROJECT_ID, name=PROJECT_NAME, time_zone=TIME_ZONE, book=RuleBook()
    )
    # One hash for all: it takes its time on purpose, and the password is printed anyway.
    added = add_people(work, PEOPLE, [hash_password(PASSWORD)] * len(PEOPLE))
    return {person.login: actor_of(row) for person, row in zip(PEOPLE, added, strict=True)}


def _enrol(stage: Stage, login: str, at: datetime) -> None:
    issued = issue_code(stage.work_at(at), stage.actors[MANAGER], stage.actors[login].person_id)
    work = stage.work_at(at + timedelta(seconds=30))
    stage.phones[login] = DemoPhone.enrol(work, stage.actors[login], issued.code, _MODELS[len(login) % len(_MODELS)])
