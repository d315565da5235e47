"""Codes by which an agent's phone is enrolled: issued by the desk, told once, good for an hour."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from webapp.models.people import EnrolmentCode
from webapp.services.people.audit import Act, record
from webapp.services.people.devices import normal_code
from webapp.services.people.roster import Member, find_carrier
from webapp.services.work import Actor, Work
from webapp.vault import hash_of_secret

CODE_LIFE = timedelta(hours=1)
#: Read aloud and copied by hand: nothing that looks like something else.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_HALF = 5


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code on its way to one agent; only its hash is stored."""

    code: str
    member: Member
    expires_at: datetime


def issue_code(work: Work, actor: Actor, person_id: str, life: timedelta = CODE_LIFE) -> IssuedCode:
    """Issue a code to an agent; the codes that this agent had not used yet are dead from now on."""
    member = find_carrier(work, person_id)
    void_codes(work, person_id)
    code = f"{_letters()}-{_letters()}"
    expires_at = work.now + life
    work.session.add(
        EnrolmentCode(
            project_id=work.project_id,
            code_hash=hash_of_secret(normal_code(code)),
            person_id=person_id,
            issued_by=actor.person_id,
            issued_at=work.now,
            expires_at=expires_at,
        )
    )
    record(work, actor, Act.CODE_ISSUED, person_id)
    return IssuedCode(code, member, expires_at)


def void_codes(work: Work, person_id: str) -> None:
    """Let every unused code of a person end now."""
    work.session.execute(
        update(EnrolmentCode)
        .where(
            EnrolmentCode.project_id == work.project_id,
            EnrolmentCode.person_id == person_id,
            EnrolmentCode.used_at.is_(None),
            EnrolmentCode.expires_at > work.now,
        )
        .values(expires_at=work.now)
    )


def _letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_HALF))
