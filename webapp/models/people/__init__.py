"""Who works here, on which phones, under which session; what was done and whom it was told."""

from webapp.models.people.account import Account
from webapp.models.people.audit_event import AuditEvent
from webapp.models.people.chain import Chain
from webapp.models.people.device import Device
from webapp.models.people.enrolment_code import EnrolmentCode
from webapp.models.people.notice import Notice
from webapp.models.people.person import Person
from webapp.models.people.project import Project
from webapp.models.people.project_clock import ProjectClock
from webapp.models.people.session import SignInSession
from webapp.models.people.sign_in_attempts import SignInAttempts
from webapp.models.people.team import Team

__all__ = [
    "Account",
    "AuditEvent",
    "Chain",
    "Device",
    "EnrolmentCode",
    "Notice",
    "Person",
    "Project",
    "ProjectClock",
    "SignInAttempts",
    "SignInSession",
    "Team",
]
