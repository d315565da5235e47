"""The rows, by what they are about."""

from __future__ import annotations

from tests.scenarios.rows import collisions, office, people, protection

OWNERSHIP = (*collisions.ROWS, *protection.ROWS, *people.ROWS, *office.ROWS)
