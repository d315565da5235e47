"""The rows, by what they are about."""

from __future__ import annotations

from tests.scenarios.rows import collisions, deals, office, people, protection, receptions

OWNERSHIP = (
    *collisions.ROWS,
    *protection.ROWS,
    *people.ROWS,
    *receptions.ROWS,
    *office.ROWS,
    *deals.ROWS,
)
