"""A crowd: hundreds of agents with enrolled phones and signed-in browsers, set up through the services for speed."""

from __future__ import annotations

from datetime import datetime, timedelta
from http.cookiejar import Cookie

from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from sync.people.roles import Role
from sync.policy import RuleBook
from tests.factories import chain_bytes
from tests.factories.line import HttpWire, Line
from tests.factories.office import PROJECT_ID
from tests.factories.phone import Phone
from webapp.models.people import EnrolmentCode
from webapp.services.people.devices import enrol, normal_code
from webapp.services.people.offices import NewPerson, add_people, open_office
from webapp.services.people.sessions import actor_of, open_session
from webapp.services.work import Actor, Work
from webapp.switchboard import switchboard
from webapp.transaction import across_projects
from webapp.vault import hash_of_secret

NOBODY_S_HASH = "$argon2id$v=19$m=19456,t=2,p=1$bm90IGEgc2FsdA$bm90IGEgaGFzaA"


def crowd(app: Flask, address: str, size: int, wall: datetime) -> list[Phone]:
    """Open an office with so many agents, each with a phone that reaches the server over HTTP."""
    people = [
        NewPerson(f"agent{number}", "", f"测试{number}", f"N{number:04}", Role.AGENT, language="en")
        for number in range(size)
    ]
    with app.app_context(), across_projects(writes=True) as session:
        work = open_office(
            session,
            switchboard(app).vault,
            wall,
            project_id=PROJECT_ID,
            name="测试案场",
            time_zone="Asia/Shanghai",
            book=RuleBook(),
        )
        added = add_people(work, people, [NOBODY_S_HASH] * size)
        return [_phone(work, actor_of(person), address, wall) for person in added]


def _phone(work: Work, actor: Actor, address: str, wall: datetime) -> Phone:
    person_id = actor.person_id
    code = f"CROWD{person_id}"
    work.session.add(
        EnrolmentCode(
            project_id=PROJECT_ID,
            code_hash=hash_of_secret(normal_code(code)),
            person_id=person_id,
            issued_by=person_id,
            issued_at=work.now,
            expires_at=work.now + timedelta(hours=1),
            used_at=None,
        )
    )
    key = ec.generate_private_key(ec.SECP256R1())
    opened = enrol(work, actor, code, chain_bytes.public_jwk(key), "crowd")
    wire = HttpWire(address)
    wire.jar.set_cookie(_cookie("xiandeng", f"{PROJECT_ID}.{open_session(work, person_id)}"))
    return Phone(Line(wire), opened.device, person_id, opened.epoch, opened.anchor, wall, key)


def _cookie(name: str, value: str) -> Cookie:
    nothing = {"port": None, "port_specified": False, "comment": None, "comment_url": None, "expires": None}
    place = {"domain": "127.0.0.1", "domain_specified": False, "domain_initial_dot": False, "path": "/"}
    rest = {"path_specified": True, "secure": False, "discard": True, "rest": {}}
    return Cookie(version=0, name=name, value=value, **nothing, **place, **rest)  # type: ignore[arg-type] # three dicts
