"""The roles that people hold in a project."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One person has one role in one project."""

    AGENT = "agent"
    TEAM_LEADER = "team_leader"
    FRONT_DESK = "front_desk"
    OFFICE_MANAGER = "office_manager"
    ARBITER = "arbiter"
    AUDITOR = "auditor"
    ADMIN = "admin"
