"""Who the client is, and whose reception it was: spares, near numbers, families, names (8 to 40, 48, 57, 58)."""

from __future__ import annotations

from tests.scenarios.facts import (
    DoorGives,
    FollowsUp,
    Imports,
    Links,
    Look,
    Registers,
    Reviewed,
    Row,
    Subscribes,
    Unlinks,
    Visits,
)

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")
TYPED, REAL = "138 1234 5679", "138 1234 5678"
WIFE = "139 8888 7777"
#: The check character is right; the company is invented.
COMPANY = "91310000MA1FL0AB1X"
A_TYPED = Registers("A", "0 10:00", TYPED)
HUSBAND_AND_WIFE = (A_DAY_0, Visits("A", "0 10:30"), Registers("B", "2 10:00", WIFE, surname="李"))
ENQUIRY = Registers("A", "0 10:00", source="phone_enquiry")
ENQUIRED = (ENQUIRY, FollowsUp("A", "0 18:00"))

ROWS = (
    Row(
        "8",
        "A typed one digit wrong at 10:00; B registers the right number at 10:40: nobody is matched, a manager looks",
        (A_TYPED, Registers("B", "0 10:40", REAL)),
        (Look("0 10:40", "B", "near_number_contested", contested=True, number=REAL),),
    ),
    Row(
        "8",
        "the manager finds one party: A",
        (A_TYPED, Registers("B", "0 10:40", REAL), Reviewed("0 11:00", REAL, TYPED, same=True)),
        (Look("0 11:00", "A", "linked_same_person", number=REAL),),
    ),
    Row(
        "8",
        "the manager finds two parties: each keeps its own",
        (A_TYPED, Registers("B", "0 10:40", REAL), Reviewed("0 11:00", REAL, TYPED, same=False)),
        (
            Look("0 11:00", "B", "first_registration", number=REAL),
            Look("0 11:00", "A", "first_registration", number=TYPED),
        ),
    ),
    Row(
        "8",
        "the merge is taken back: each has its own again",
        (
            A_TYPED,
            Registers("B", "0 10:40", REAL),
            Reviewed("0 11:00", REAL, TYPED, same=True),
            Unlinks("0 12:00", REAL, TYPED),
        ),
        (
            Look("0 12:00", "B", "first_registration", number=REAL),
            Look("0 12:00", "A", "first_registration", number=TYPED),
        ),
    ),
    Row(
        "8+",
        "another surname is another person",
        (A_TYPED, Registers("B", "0 10:40", REAL, surname="赵")),
        (Look("0 10:40", "B", "first_registration", number=REAL),),
    ),
    Row(
        "8+",
        "two digits exchanged ask for a look, too",
        (Registers("A", "0 10:00", "138 1234 5687"), Registers("B", "0 10:40", REAL)),
        (Look("0 10:40", "B", "near_number_contested", contested=True, number=REAL),),
    ),
    Row(
        "8+",
        "the own second client with a near number asks for nothing",
        (A_TYPED, Registers("A", "0 10:40", REAL)),
        (Look("0 10:40", "A", "first_registration", number=REAL),),
    ),
    Row(
        "9",
        "B registers A's client with one digit changed three days later: suspended, and A keeps",
        (A_TYPED, FollowsUp("A", "0 18:00", number=TYPED), Registers("B", "3 10:00", REAL)),
        (
            Look("3 10:00", None, "nobody_suspended", number=REAL),
            Look("3 10:00", "A", "first_registration", number=TYPED),
        ),
    ),
    Row(
        "9",
        "the manager finds the same person: A owns under both numbers",
        (
            A_TYPED,
            FollowsUp("A", "0 18:00", number=TYPED),
            Registers("B", "3 10:00", REAL),
            Reviewed("3 11:00", REAL, TYPED, same=True),
        ),
        (
            Look("3 11:00", "A", "linked_same_person", number=REAL),
            Look("3 11:00", "A", "first_registration", number=TYPED),
        ),
    ),
    Row(
        "9",
        "the manager finds somebody else, and the suspended claim counts from when it was made",
        (
            A_TYPED,
            FollowsUp("A", "0 18:00", number=TYPED),
            Registers("B", "3 10:00", REAL),
            Registers("C", "3 10:30", REAL),
            Reviewed("3 11:00", REAL, TYPED, same=False),
        ),
        (Look("3 11:00", "B", "first_registration", number=REAL),),
    ),
    Row(
        "10",
        "A has main and spare number; B registers the spare",
        (
            Registers("A", "0 10:00", REAL, spare="139 1111 2222"),
            CALLED_DAY_0,
            Registers("B", "3 10:00", "139 1111 2222"),
        ),
        (Look("3 10:00", "A", "first_registration", told="AB"),),
    ),
    Row(
        "10",
        "A had only the main number; linked with the other, both are A's",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Registers("B", "3 10:00", "139 1111 2222"),
            Links("3 12:00", "139 1111 2222", REAL, "same_person"),
        ),
        (
            Look("3 11:00", "B", "first_registration", number="139 1111 2222"),
            Look("3 12:00", "A", "linked_same_person", number="139 1111 2222"),
            Look("3 12:00", "A", "first_registration"),
        ),
    ),
    Row(
        "10+",
        "A names the spare later: from then on it leads to A's client",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Registers("A", "1 10:00", REAL, spare="139 1111 2222"),
            Registers("B", "3 10:00", "139 1111 2222"),
        ),
        (Look("3 10:00", "A", "first_registration", number="139 1111 2222"),),
    ),
    Row(
        "10+",
        "B names A's client's number as a spare of its own client: that joins nothing, a manager looks",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "1 10:00", WIFE, spare=REAL, surname="李")),
        (
            Look("1 10:00", "A", "first_registration"),
            Look("1 10:00", "B", "near_number_contested", contested=True, number=WIFE),
        ),
    ),
    Row(
        "17",
        "husband with A on day 1, wife alone with B on day 2: one household, A's",
        (*HUSBAND_AND_WIFE, Links("3 10:00", REAL, WIFE, "household")),
        (
            Look("2 10:00", "B", "first_registration", number=WIFE),
            Look("3 10:00", "A", "linked_household", number=WIFE),
            Look("3 10:00", "A", "first_registration"),
        ),
    ),
    Row(
        "17",
        "where a household is shared, B has half",
        (*HUSBAND_AND_WIFE, Links("3 10:00", REAL, WIFE, "household")),
        (
            Look("3 10:00", "A", "household_shared", shared="B", number=WIFE),
            Look("3 10:00", "A", "household_shared", shared="B"),
        ),
        {"household": "split_50_50"},
    ),
    Row(
        "17+",
        "they divorce, and the link is taken away: each alone again",
        (*HUSBAND_AND_WIFE, Links("3 10:00", REAL, WIFE, "household"), Unlinks("4 10:00", REAL, WIFE)),
        (
            Look("4 10:00", "B", "first_registration", number=WIFE),
            Look("4 10:00", "A", "first_registration"),
        ),
    ),
    Row(
        "17+",
        "A's protection of the husband had ended before the wife came: she is B's, and so is he",
        (
            A_DAY_0,
            Registers("B", "20 10:00", WIFE, surname="李"),
            Links("21 10:00", REAL, WIFE, "household"),
        ),
        (Look("21 10:00", "B", "linked_household"), Look("21 10:00", "B", "previous_unconfirmed", number=WIFE)),
    ),
    Row(
        "18",
        "the cousin of A's client is no direct family and is never linked: B's",
        (A_DAY_0, Registers("B", "5 10:00", "139 3333 4444"), Subscribes("B", "5 15:00", number="139 3333 4444")),
        (Look("5 15:00", "B", "subscribed", number="139 3333 4444"), Look("1 10:00", "A", "first_registration")),
    ),
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
        "57",
        "one number written in four ways is one client",
        (
            Registers("A", "0 10:00", "+86 138 1234 5678"),
            Registers("B", "0 11:00", "138-1234-5678"),
            Registers("C", "0 12:00", "１３８１２３４５６７８"),
            Registers("D", "0 13:00", "0086 13812345678"),
        ),
        (
            Look("0 13:00", "A", "first_registration"),
            Look("0 13:00", "A", "first_registration", number="8613812345678"),
        ),
    ),
    Row(
        "57",
        "the same digits in Hong Kong and in Macau are two people",
        (Registers("A", "0 10:00", "+852 6612 3456"), Registers("B", "0 11:00", "00853 6612 3456", surname="李")),
        (
            Look("0 11:00", "A", "first_registration", number="00852 66123456"),
            Look("0 11:00", "B", "first_registration", number="+853 66123456"),
        ),
    ),
    Row(
        "58",
        "a company's two contacts, linked by its code: A's",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Registers("B", "1 10:00", WIFE, surname="李"),
            Links("1 11:00", REAL, WIFE, "company"),
        ),
        (Look("1 11:00", "A", "linked_company", number=WIFE),),
    ),
    Row(
        "58",
        "two contacts who buy for one company: nobody is matched, a manager looks",
        (
            Registers("A", "0 10:00", company=COMPANY),
            CALLED_DAY_0,
            Registers("B", "1 10:00", WIFE, surname="李", company=COMPANY),
        ),
        (
            Look("1 11:00", "B", "near_number_contested", contested=True, number=WIFE),
            Look("1 11:00", "A", "first_registration"),
        ),
    ),
    Row(
        "58",
        "two contacts and no link: each its own, until somebody disputes it",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "1 10:00", WIFE, surname="李")),
        (Look("1 11:00", "B", "first_registration", number=WIFE), Look("1 11:00", "A", "first_registration")),
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
)
