"""The rows, by what they are about."""

from __future__ import annotations

from tests.scenarios.rows import (
    answers,
    collisions,
    combinations,
    combined_people,
    deals,
    office,
    people,
    protection,
    receptions,
)

OWNERSHIP = (
    *collisions.ROWS,
    *protection.ROWS,
    *people.ROWS,
    *receptions.ROWS,
    *office.ROWS,
    *deals.ROWS,
    *combinations.ROWS,
    *combined_people.ROWS,
)

#: What only a served app can be told stands beside the rest.
ON_THE_WIRE = (*OWNERSHIP, *answers.ROWS)
