"""Which clients are one case."""

from __future__ import annotations

from sync.ownership.acts import LinkKind
from sync.ownership.links import LARGEST_HOUSEHOLD, Link, linked_with, too_many

SAME, HOME, FIRM = LinkKind.SAME_PERSON, LinkKind.HOUSEHOLD, LinkKind.COMPANY


def test_links_join_through_others_by_the_least_that_they_have_in_common() -> None:
    found = linked_with([Link("a", "b", SAME), Link("b", "c", HOME), Link("c", "d", SAME), Link("x", "y", FIRM)])
    assert found["a"] == {"b": SAME, "c": HOME, "d": HOME}
    assert found["c"] == {"d": SAME, "b": HOME, "a": HOME}
    assert found["x"] == {"y": FIRM}
    assert linked_with([]) == {}


def test_of_two_ways_the_closer_one_counts() -> None:
    found = linked_with([Link("a", "b", FIRM), Link("a", "c", SAME), Link("c", "b", SAME), Link("a", "b", HOME)])
    assert found["a"] == {"b": SAME, "c": SAME}


def test_a_household_has_an_end() -> None:
    members = [str(number) for number in range(LARGEST_HOUSEHOLD)]
    assert not too_many(members, [Link("0", "1", HOME)])
    assert too_many([*members, "x"], [Link("0", "1", HOME)])
    assert not too_many([*members, "x"], [Link("0", "1", FIRM)])
