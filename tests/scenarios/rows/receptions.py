"""Whose reception it was: names, enquiries, friends, relatives, turns, old lists (21, 28, 29, 37 to 40, 48)."""

from __future__ import annotations

from tests.scenarios.facts import (
    DoorGives,
    FollowsUp,
    Imports,
    Look,
    Registers,
    Row,
    Visits,
)

A_DAY_0 = Registers("A", "0 10:00")
ENQUIRY = Registers("A", "0 10:00", source="phone_enquiry")
ENQUIRED = (ENQUIRY, FollowsUp("A", "0 18:00"))

ROWS = (
    Row(
        "21",
        "the client asks for A, who is off duty; B registers: it is A's, and B stood in",
        (Registers("B", "0 10:00", named="A"),),
        (Look("0 10:00", "A", "named_client", told="A"),),
    ),
    Row(
        "21",
        "the door's record says so, and B's registration does not",
        (DoorGives("A", "0 09:55", "named"), Registers("B", "0 10:00")),
        (Look("0 10:00", "A", "named_client"),),
    ),
    Row(
        "21+",
        "the client asks for A, and is C's: C keeps",
        (Registers("C", "0 09:00"), FollowsUp("C", "0 12:00"), Registers("B", "2 10:00", named="A")),
        (Look("2 10:00", "C", "first_registration", told="CA"),),
    ),
    Row(
        "21+",
        "yesterday's name at the door says nothing of today",
        (DoorGives("A", "0 09:55", "named"), Registers("B", "1 10:00")),
        (Look("1 10:00", "B", "first_registration"),),
    ),
    Row(
        "28",
        "the client rang A on day 0 and walks in to B on day 3: A's for 7 d, by default",
        (*ENQUIRED, Registers("B", "3 10:00")),
        (Look("3 10:00", "A", "first_registration", until="8 00:00"),),
    ),
    Row(
        "28",
        "A has not rung back meanwhile: the enquiry is a call itself, and A's for 7 d all the same",
        (ENQUIRY, Registers("B", "3 14:00"), Registers("C", "7 23:50")),
        (Look("7 23:50", "A", "first_registration", until="8 00:00"),),
    ),
    Row(
        "29",
        "nor has A rung back by day 9: B's",
        (ENQUIRY, Registers("B", "9 10:00")),
        (Look("9 10:00", "B", "previous_lapsed"),),
    ),
    Row(
        "28",
        "named_only: the client names nobody, so it is B's",
        (*ENQUIRED, Registers("B", "3 10:00")),
        (Look("2 10:00", "A", "first_registration"), Look("3 10:00", "B", "walked_in")),
        {"phone_to_walk_in": "named_only"},
    ),
    Row(
        "28",
        "named_only: the client asks for A",
        (*ENQUIRED, Registers("B", "3 10:00", named="A")),
        (Look("3 10:00", "A", "first_registration"),),
        {"phone_to_walk_in": "named_only"},
    ),
    Row(
        "28",
        "public: an enquiry is the whole office's",
        (*ENQUIRED, Registers("B", "3 10:00")),
        (Look("2 10:00", None, "nobody_claimed"), Look("3 10:00", "B", "first_registration")),
        {"phone_to_walk_in": "public"},
    ),
    Row(
        "29",
        "on day 9 the enquiry's days are over: B's",
        (*ENQUIRED, Registers("B", "9 10:00")),
        (Look("9 10:00", "B", "previous_lapsed"),),
    ),
    Row(
        "28+",
        "named_only: the client had been here with A before walking in to B: A's",
        (*ENQUIRED, Visits("A", "1 10:00"), Registers("B", "3 10:00")),
        (Look("3 10:00", "A", "first_registration"),),
        {"phone_to_walk_in": "named_only"},
    ),
    Row(
        "28+",
        "named_only: the client rings B as well: that is no walking in",
        (*ENQUIRED, Registers("B", "3 10:00", source="phone_enquiry")),
        (Look("3 10:00", "A", "first_registration"),),
        {"phone_to_walk_in": "named_only"},
    ),
    Row(
        "37",
        "A's buyer brings a friend and asks for A; B receives",
        (Registers("B", "0 10:00", source="referral", named="A"),),
        (Look("0 10:00", "A", "named_client"),),
    ),
    Row(
        "38",
        "the friend came alone to B by turn; the buyer arrives midway and asks for A: B keeps, A assists",
        (Registers("B", "0 10:00"), Registers("C", "0 10:40", source="referral", named="A")),
        (Look("0 10:40", "B", "first_registration", told="BA"),),
    ),
    Row(
        "39",
        "two buyers, of A and of C, bring one friend, and D received",
        (Registers("D", "0 10:00", source="referral"),),
        (Look("0 10:00", "D", "first_registration"),),
    ),
    Row(
        "40",
        "A's own cousin, registered by A before, is received by B",
        (Registers("A", "0 10:00", source="own_relative"), Registers("B", "5 10:00")),
        (Look("5 10:00", "A", "first_registration"),),
    ),
    Row(
        "40",
        "not registered before: B's",
        (Registers("B", "5 10:00"), Registers("A", "5 11:00", source="own_relative")),
        (Look("5 11:00", "B", "first_registration"),),
    ),
    Row(
        "48",
        "it was B's turn and A took the walk-in: the credit goes to B",
        (DoorGives("B", "0 09:59", "turn", taken_by="A"), Registers("A", "0 10:00")),
        (Look("0 10:00", "B", "turn_credit"),),
    ),
    Row(
        "48",
        "switched: the receiver keeps, and loses the next turn",
        (DoorGives("B", "0 09:59", "turn", taken_by="A"), Registers("A", "0 10:00")),
        (Look("0 10:00", "A", "first_registration"),),
        {"queue_jump": "receiver_keeps_loses_a_turn"},
    ),
    Row(
        "import",
        "A stands in the old list; B registers before the list is published",
        (Registers("B", "0 10:00"), Imports("A", "0 12:00", "-5 10:00")),
        (Look("0 12:00", "B", "first_registration", told="BA"),),
    ),
    Row(
        "import",
        "A stands in the old list and B registers after: A's, with the days left of the last contact",
        (Imports("A", "0 12:00", "-5 10:00"), Registers("B", "1 10:00")),
        (Look("1 10:00", "A", "imported", until="11 00:00"),),
    ),
    Row(
        "import",
        "the last contact is long ago: A's for the seven days in which the office may object, and then B's",
        (Imports("A", "0 12:00", "-20 10:00"), Registers("B", "1 10:00"), Registers("B", "8 10:00")),
        (Look("1 10:00", "A", "imported", until="8 00:00"), Look("8 10:00", "B", "previous_lapsed")),
    ),
    Row(
        "import",
        "A stands in the old list, and nobody else knows the client",
        (Imports("A", "0 12:00", "-5 10:00"),),
        (Look("0 13:00", "A", "imported", until="11 00:00"),),
    ),
)
