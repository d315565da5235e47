"""The desk has roles that no phone has."""

from __future__ import annotations

import pytest
from flask import Flask

from sync.people.roles import Role
from tests.factories.office import PASSWORD, PEOPLE, Office, StandingClock, new_office
from webapp.services.people.offices import NewPerson

AT_THE_DESK = (
    NewPerson("arbiter", PASSWORD, "测试仲裁", "R01", Role.ARBITER, language="en"),
    NewPerson("front", PASSWORD, "测试前台", "F01", Role.FRONT_DESK, language="en"),
)


@pytest.fixture
def office(app: Flask, clock: StandingClock) -> Office:
    """An office with somebody in every role but team leader."""
    return new_office(app, clock, PEOPLE + AT_THE_DESK)
