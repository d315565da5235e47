"""The project: its name, its time zone, and what a phone has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.models.people import Project
from webapp.services.ownership.channels.channels import ChannelLine, open_channels
from webapp.services.ownership.rules.books import load_books
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class ProjectView:
    """What a phone has to know.

    warning_days: how long before its end a protection is shown as ending, step by step. ledger_key: by which it knows
    that a head of the ledger is ours. channels: those that may come with a client.
    """

    id: int
    name: str
    time_zone: str
    warning_days: tuple[int, ...]
    ledger_key: str
    channels: tuple[ChannelLine, ...]


def view_project(work: Work) -> ProjectView:
    """Return the project with the numbers of its rule book that a screen obeys."""
    project = load_project(work)
    warning_days = load_books(work).at(work.now).warning_days
    return ProjectView(
        id=project.id,
        name=project.name,
        time_zone=project.time_zone,
        warning_days=warning_days,
        ledger_key=work.vault.ledger_key(),
        channels=open_channels(work),
    )


def load_project(work: Work) -> Project:
    """Return the project; nothing of it changes once the office is open."""
    return work.once(_project)


def load_zone(work: Work) -> ZoneInfo:
    """Return the zone in which the project's days end."""
    return ZoneInfo(load_project(work).time_zone)


def _project(work: Work) -> Project:
    return work.session.get_one(Project, work.project_id)
