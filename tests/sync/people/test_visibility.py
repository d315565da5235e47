"""Who sees what of a client."""

from __future__ import annotations

import pytest

from sync.people.roles import Role
from sync.people.visibility import VISIBILITY, ClientField, Relation, Sight, sight_of, visible_fields

ROWS = [
    (
        "an agent taps for the full number of the own client",
        Role.AGENT,
        Relation.OWN,
        ClientField.PHONE_FULL,
        Sight.ON_TAP,
    ),
    ("and for nobody else's", Role.AGENT, Relation.OTHER, ClientField.PHONE_FULL, Sight.HIDDEN),
    ("not even where a claim was lost", Role.AGENT, Relation.CLAIMED, ClientField.PHONE_FULL, Sight.HIDDEN),
    ("who lost reads why", Role.AGENT, Relation.CLAIMED, ClientField.RULING, Sight.SHOWN),
    ("who named a number reads it back", Role.AGENT, Relation.NAMED, ClientField.PHONE_MASKED, Sight.SHOWN),
    ("but not who owns it", Role.AGENT, Relation.NAMED, ClientField.OWNER, Sight.HIDDEN),
    ("nor for how long", Role.TEAM_LEADER, Relation.NAMED, ClientField.PROTECTION, Sight.HIDDEN),
    ("nor why", Role.TEAM_LEADER, Relation.NAMED, ClientField.RULING, Sight.HIDDEN),
    ("no digits of a colleague's client", Role.AGENT, Relation.OTHER, ClientField.PHONE_MASKED, Sight.HIDDEN),
    ("but who owns and how long", Role.AGENT, Relation.OTHER, ClientField.PROTECTION, Sight.SHOWN),
    ("no notes of a colleague", Role.AGENT, Relation.OTHER, ClientField.NOTES, Sight.HIDDEN),
    ("a manager gives a reason", Role.OFFICE_MANAGER, Relation.OTHER, ClientField.PHONE_FULL, Sight.WITH_REASON),
    ("the front desk knows whom to call", Role.FRONT_DESK, Relation.OTHER, ClientField.OWNER, Sight.SHOWN),
    ("and no digits", Role.FRONT_DESK, Relation.OTHER, ClientField.PHONE_MASKED, Sight.HIDDEN),
    ("an arbiter reads the case", Role.ARBITER, Relation.CASE, ClientField.RULING, Sight.SHOWN),
    ("and nothing else", Role.ARBITER, Relation.OTHER, ClientField.NAME, Sight.HIDDEN),
    ("an auditor reads everything masked", Role.AUDITOR, Relation.OTHER, ClientField.NOTES, Sight.SHOWN),
    ("never a full number", Role.AUDITOR, Relation.CASE, ClientField.PHONE_FULL, Sight.HIDDEN),
]


@pytest.mark.parametrize(("what", "role", "relation", "field", "sight"), ROWS, ids=[row[0] for row in ROWS])
def test_the_table_says_what_the_office_agreed(
    what: str, role: Role, relation: Relation, field: ClientField, sight: Sight
) -> None:
    assert sight_of(role, relation, field) is sight, what


def test_an_admin_sees_no_client() -> None:
    assert all(not visible_fields(Role.ADMIN, relation) for relation in Relation)


def test_a_full_number_is_never_simply_shown() -> None:
    for role in Role:
        for relation in Relation:
            assert sight_of(role, relation, ClientField.PHONE_FULL) is not Sight.SHOWN, (role, relation)


def test_every_role_has_its_row() -> None:
    assert set(VISIBILITY) == set(Role)
