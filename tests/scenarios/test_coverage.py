"""Every one of the sixty-four numbers has its rows; `pytest -s` prints how many, and where they run."""

from __future__ import annotations

import sys

from tests.scenarios.coverage import NOT_YET, NUMBERS, PURE, WIRE, counted, table


def test_every_number_is_told_to_the_rules() -> None:
    sys.stdout.write(f"\n{table()}\n")
    assert [number for number in NUMBERS if not counted(PURE)[number]] == []


def test_every_number_but_those_that_wait_is_told_to_the_served_app() -> None:
    wire = counted(WIRE)
    assert [number for number in NUMBERS if not wire[number] and number not in NOT_YET] == []


def test_no_row_has_a_number_that_no_scenario_has() -> None:
    assert set(counted(PURE)) | set(counted(WIRE)) <= set(NUMBERS)
