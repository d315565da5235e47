"""What the README says of the rules is what the rules do."""

from __future__ import annotations

from tests.sync.decision_tables import README, with_tables


def test_the_tables_of_the_readme_are_what_the_rules_say_today() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_tables(text), "write them anew: python -m tests.sync.decision_tables"
