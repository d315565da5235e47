"""Open an office: a project with its clock, its first rule book, its teams and its people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sync.people.roles import Role
from sync.policy import RuleBook
from webapp.models.ownership import Client, RuleBookEdition
from webapp.models.people import Account, Person, Project, ProjectClock, Team
from webapp.services.people.passwords import hash_password
from webapp.services.people.roster import forget_names
from webapp.services.work import Work, begin_writing
from webapp.vault import Vault, VaultError


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who starts in the office. phone: the own number in its one spelling, or empty."""

    login: str
    password: str
    name: str
    staff_number: str
    role: Role
    team: str | None = None
    language: str = "zh"
    phone: str = ""


def is_empty(session: Session) -> bool:
    """Say whether there is no office yet."""
    return session.scalar(select(func.count()).select_from(Project)) == 0


def keys_fit(session: Session, vault: Vault) -> bool:
    """Say whether the keys are those of the office: one number that they sealed is opened."""
    sealed = session.execute(
        select(Client.project_id, Client.id, Client.phone_sealed).where(Client.phone_sealed.is_not(None)).limit(1)
    ).one_or_none()
    try:
        return sealed is None or bool(vault.open(sealed.phone_sealed or "", f"{sealed.project_id}/client/{sealed.id}"))
    except VaultError:
        return False


def next_project(session: Session) -> int:
    """Return the number of the next office."""
    return (session.scalar(select(func.max(Project.id))) or 0) + 1


def has_login(session: Session, login: str) -> bool:
    """Say whether a login leads to somebody already, in whatever office."""
    return session.get(Account, login) is not None


def open_office(  # noqa: PLR0913 - an office has these parts
    session: Session, vault: Vault, now: datetime, *, project_id: int, name: str, time_zone: str, book: RuleBook
) -> Work:
    """Open an office whose rule book holds from now on; people are added to the work that is returned."""
    session.add(Project(id=project_id, name=name, time_zone=time_zone, created_at=now))
    session.flush()
    session.add(ProjectClock(project_id=project_id, last_at=now, feed_position=0, ruling_number=0))
    session.add(
        RuleBookEdition(
            project_id=project_id, version=book.version, effective_from=now, published_at=now, body=book.to_dict()
        )
    )
    session.flush()
    return begin_writing(session, project_id, now, vault)


def add_people(
    work: Work,
    people: Iterable[NewPerson],
    password_hashes: Iterable[str] | None = None,
    *,
    first_passwords: bool = False,
) -> list[Person]:
    """Add people and the teams that they name. Hashing a password is slow on purpose: hashes may be made before."""
    newcomers = list(people)
    hashes = list(password_hashes) if password_hashes else [hash_password(each.password) for each in newcomers]
    teams = _teams(work, {each.team for each in newcomers if each.team})
    added = [_person(work, each, teams) for each in newcomers]
    work.session.add_all(added)
    work.session.flush()
    forget_names(work)
    work.session.add_all(
        Account(
            login=each.login,
            project_id=work.project_id,
            person_id=person.id,
            password_hash=hash_,
            changed_at=work.now,
            first_password=first_passwords,
        )
        for each, person, hash_ in zip(newcomers, added, hashes, strict=True)
    )
    work.session.flush()
    return added


def _person(work: Work, each: NewPerson, teams: dict[str, str]) -> Person:
    id_ = work.new_id()
    return Person(
        project_id=work.project_id,
        id=id_,
        name=each.name,
        staff_number=each.staff_number,
        role=each.role,
        team_id=teams[each.team] if each.team else None,
        language=each.language,
        phone_sealed=work.vault.seal(each.phone, work.place("person", id_)) if each.phone else None,
        phone_key=work.vault.blind_index(work.project_id, each.phone) if each.phone else None,
        created_at=work.now,
    )


def _teams(work: Work, names: set[str]) -> dict[str, str]:
    """Return the ids of teams by name; those that are new are made."""
    rows = work.session.execute(select(Team.name, Team.id).where(Team.project_id == work.project_id))
    teams = {name: id_ for name, id_ in rows if name in names}
    for name in sorted(names - teams.keys()):
        teams[name] = work.new_id()
        work.session.add(Team(project_id=work.project_id, id=teams[name], name=name))
    work.session.flush()
    return teams
