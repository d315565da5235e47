"""What whoever starts the demo office has to know: who can sign in, and fresh codes to enrol phones with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from webapp.demo.people import MANAGER, PASSWORD, PROJECT_NAME
from webapp.models.people import Project
from webapp.services.people.codes import issue_code
from webapp.services.people.roster import CARRIERS, Member, list_members
from webapp.services.work import Actor, Work

#: A code works once, so that each start gives new ones.
CODE_LIFE = timedelta(hours=24)


def is_demo_office(work: Work) -> bool:
    """Say whether this is the demo office, and not one that people work in."""
    project = work.session.get(Project, work.project_id)
    return project is not None and project.name == PROJECT_NAME


def welcome(work: Work) -> str:
    """Issue fresh codes and say how everybody gets in."""
    members = [member for member in list_members(work) if member.disabled_at is None]
    codes = _issue_codes(work, members)
    hours = CODE_LIFE // timedelta(hours=1)
    return "\n".join(
        (
            f"Demo office: everybody in it is invented. All accounts have the password {PASSWORD}",
            "",
            f"  {'login':<8}{'role':<16}{'code for a phone':<18}name",
            *(f"  {each.login:<8}{each.role:<16}{codes.get(each.id, ''):<18}{each.name}" for each in members),
            "",
            f"A code enrols one phone within {hours} hours, instead of the one before; {MANAGER}'s desk issues more.",
        )
    )


def _issue_codes(work: Work, members: Iterable[Member]) -> dict[str, str]:
    """Issue codes in the manager's name; without the manager of the demo there are none to give."""
    manager = next((member for member in members if member.login == MANAGER), None)
    if manager is None:
        return {}
    actor = Actor(work.project_id, manager.id, manager.role, manager.name, manager.staff_number, "zh")
    carriers = (member for member in members if member.role in CARRIERS)
    return {member.id: issue_code(work, actor, member.id, CODE_LIFE).code for member in carriers}
