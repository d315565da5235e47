"""Two rules or three at once: names, families, near numbers, ties, leavers; no two rows alike."""

from __future__ import annotations

from tests.scenarios.facts import (
    DoorGives,
    FollowsUp,
    Imports,
    Leaves,
    Links,
    Look,
    Reclaims,
    Registers,
    Row,
    Takes,
    Withdraws,
)

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")
MAIN, NEAR, WIFE = "138 1234 5678", "138 1234 5679", "139 8888 7777"
ENQUIRED = (Registers("A", "0 10:00", source="phone_enquiry"), CALLED_DAY_0)
AT_ONCE = {"pool_freeze_days": 0}

ROWS = (
    Row(
        "mixed",
        "channel and near number: B's client came by a channel, a digit beside A's of this morning: a manager looks",
        (A_DAY_0, Registers("B", "0 11:00", NEAR, source="channel")),
        (Look("0 11:00", "B", "near_number_contested", contested=True, number=NEAR),),
        signals=("near_number B",),
    ),
    Row(
        "mixed",
        "old list and household: the husband is in A's list, the wife came to B a day later: A's family",
        (
            Imports("A", "0 12:00", "-5 10:00"),
            Registers("B", "1 10:00", WIFE, surname="李"),
            Links("2 10:00", MAIN, WIFE, "household"),
        ),
        (Look("2 10:00", "A", "linked_household", number=WIFE), Look("2 10:00", "A", "imported")),
    ),
    Row(
        "mixed",
        "the wife was B's before A's list was published: B's family, for a list stands after what is proven",
        (
            Registers("B", "0 10:00", WIFE, surname="李"),
            Imports("A", "0 12:00", "-5 10:00"),
            Links("2 10:00", MAIN, WIFE, "household"),
        ),
        (Look("2 10:00", "B", "linked_household"), Look("2 10:00", "B", "first_registration", number=WIFE)),
    ),
    Row(
        "mixed",
        "A's own relative, registered before, comes and asks for C: still A's",
        (Registers("A", "0 10:00", source="own_relative"), Registers("B", "3 10:00", named="C")),
        (Look("3 10:00", "A", "first_registration", told="AC"),),
    ),
    Row(
        "mixed",
        "B has taken the client from the pool, and an hour later it walks in and asks for A: B keeps",
        (A_DAY_0, CALLED_DAY_0, Takes("B", "16 10:00"), Registers("C", "16 11:00", named="A")),
        (Look("16 11:00", "B", "pool_claimed"),),
        AT_ONCE,
    ),
    Row(
        "mixed",
        "household and cap: A followed the husband up for sixty days; B, to whom the wife came, owns after the cap",
        (
            A_DAY_0,
            *(FollowsUp("A", f"{day} 18:00") for day in (0, 10, 20, 30, 40, 50, 59)),
            Registers("B", "30 10:00", WIFE, surname="李"),
            Links("31 10:00", MAIN, WIFE, "household"),
            Registers("B", "62 10:00", WIFE, surname="李"),
        ),
        (
            Look("31 10:00", "A", "linked_household", number=WIFE),
            Look("61 00:00", None, "nobody_cap_reached"),
            Look("62 10:00", "B", "previous_cap_reached", number=WIFE),
        ),
    ),
    Row(
        "mixed",
        "the client asked for A, who left before B's text came, and nobody follows: B, who received it, owns",
        (Leaves("A", "0 12:00"), Registers("B", "0 10:00", synced="0 15:00", anchor="0 09:40", named="A")),
        (Look("0 15:00", "B", "first_registration", told="B"),),
    ),
    Row(
        "mixed",
        "the client asked for A, who left before B's text came, and C follows A: C's",
        (
            Leaves("A", "0 12:00", successor="C"),
            Registers("B", "0 10:00", synced="0 15:00", anchor="0 09:40", named="A"),
        ),
        (Look("0 15:00", "C", "handed_over"),),
    ),
    Row(
        "mixed",
        "B stands in for A, whom the client asked for, and mistypes a number of A's: A's either way, nothing to decide",
        (A_DAY_0, Registers("B", "0 11:00", NEAR, named="A")),
        (Look("0 11:00", "A", "named_client", number=NEAR),),
        signals=("near_number B",),
    ),
    Row(
        "mixed",
        "A's client has lapsed, and B registers it by its spare number: the same client, B's now",
        (
            Registers("A", "0 10:00", spare="139 1111 2222"),
            CALLED_DAY_0,
            Registers("B", "17 10:00", "139 1111 2222"),
        ),
        (Look("17 10:00", "B", "previous_lapsed"),),
    ),
    Row(
        "mixed",
        "incomplete and a tie: A's is completed in time, and B's came 35 seconds after it",
        (
            Registers("A", "0 10:00:05", complete=False),
            Registers("B", "0 10:00:40"),
            Registers("A", "0 10:10", completes=True),
        ),
        (
            Look("0 10:05", "B", "first_registration"),
            Look("0 10:10", "A", "tie_contested", contested=True, told="AB"),
        ),
    ),
    Row(
        "mixed",
        "named_only and household: the husband rang A, the wife walks in to B and names nobody: B's family",
        (
            *ENQUIRED,
            Registers("B", "3 10:00", WIFE, surname="李"),
            Links("4 10:00", MAIN, WIFE, "household"),
        ),
        (Look("4 10:00", "B", "walked_in", number=WIFE), Look("4 10:00", "B", "linked_household")),
        {"phone_to_walk_in": "named_only"},
    ),
    Row(
        "mixed",
        "public enquiries: the client rang A, walks in to B and asks for A: A's by name",
        (*ENQUIRED, Registers("B", "3 10:00", named="A")),
        (Look("3 10:00", "A", "named_client"),),
        {"phone_to_walk_in": "public"},
    ),
    Row(
        "mixed",
        "a tie that nobody decided, and A takes its own back: B's, with nothing left to decide",
        (Registers("A", "0 10:00:05"), Registers("B", "0 10:00:40"), Withdraws("A", "0 11:00")),
        (Look("0 10:05", "A", "tie_contested", contested=True), Look("0 11:00", "B", "withdrawn_next")),
    ),
    Row(
        "mixed",
        "C shows an older reception, but the client had asked for A: only who named nobody is reclaimed",
        (
            Registers("C", "0 10:00"),
            Registers("B", "10 10:00", named="A"),
            Reclaims("C", "11 10:00", received="0 10:00"),
        ),
        (Look("11 10:00", "A", "named_client"),),
    ),
    Row(
        "mixed",
        "it was B's turn, A took the walk-in, and the client had asked for C: a name goes before a turn",
        (DoorGives("B", "0 09:59", "turn", taken_by="A"), Registers("A", "0 10:00", named="C")),
        (Look("0 10:00", "C", "named_client"),),
    ),
    Row(
        "mixed",
        "one digit apart, one in Hong Kong and one in Macau, under one surname: nothing to look at",
        (Registers("A", "0 10:00", "+852 6612 3456"), Registers("B", "0 11:00", "00853 6612 3456")),
        (Look("0 11:00", "B", "first_registration", number="+853 6612 3456"),),
    ),
    Row(
        "mixed",
        "near number and departure: A leaves while the look is open: A's client is C's, B's still waits for a look",
        (A_DAY_0, Registers("B", "0 11:00", NEAR), Leaves("A", "0 12:00", successor="C")),
        (
            Look("0 12:00", "B", "near_number_contested", contested=True, number=NEAR),
            Look("0 12:00", "C", "handed_over"),
        ),
        signals=("near_number B",),
    ),
    Row(
        "mixed",
        "a tie with a scan in it: the scan proves a time, and 30 seconds are a tie all the same",
        (
            Registers("A", "0 10:00", synced="0 10:30", anchor="0 09:40", scans=("0 10:00:10",)),
            Registers("B", "0 10:00:40"),
        ),
        (Look("0 10:30", "A", "tie_contested", contested=True, told="AB"),),
    ),
    Row(
        "mixed",
        "a tie with a name in it: whom the client asked for goes before 35 seconds",
        (Registers("B", "0 10:00:05"), Registers("A", "0 10:00:40", named="C")),
        (Look("0 10:05", "C", "named_client"),),
    ),
)
