"""The project: its name, its time zone, and what a phone has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.models.people import Project
from webapp.services.ownership.books import load_books
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class ProjectView:
    """What a phone has to know. warning_days: how long before its end a protection is shown as ending, step by step."""

    id: int
    name: str
    time_zone: str
    warning_days: tuple[int, ...]


def view_project(work: Work) -> ProjectView:
    """Return the project with the numbers of its rule book that a screen obeys."""
    project = load_project(work)
    return ProjectView(project.id, project.name, project.time_zone, load_books(work).at(work.now).warning_days)


def load_project(work: Work) -> Project:
    """Return the project."""
    return work.session.get_one(Project, work.project_id)


def load_zone(work: Work) -> ZoneInfo:
    """Return the zone in which the project's days end."""
    return ZoneInfo(load_project(work).time_zone)
