"""Who the client is: spares, near numbers, families, companies, ways to write a number (8 to 10, 17, 18, 57, 58)."""

from __future__ import annotations

from tests.scenarios.facts import (
    FollowsUp,
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
RENAMED = tuple(
    Registers("A", f"0 10:{minute}", surname=surname, completes=True)
    for minute, surname in ((30, "汪"), (31, "黄"), (32, "万"), (33, "王"))
)
HUSBAND_AND_WIFE = (A_DAY_0, Visits("A", "0 10:30"), Registers("B", "2 10:00", WIFE, surname="李"))

ROWS = (
    Row(
        "8",
        "A typed one digit wrong at 10:00; B registers the right number at 10:40: nobody is matched, a manager looks",
        (A_TYPED, Registers("B", "0 10:40", REAL)),
        (Look("0 10:40", "B", "near_number_contested", contested=True, number=REAL),),
        signals=("near_number B",),
    ),
    Row(
        "8",
        "the manager finds one party: A",
        (A_TYPED, Registers("B", "0 10:40", REAL), Reviewed("0 11:00", REAL, TYPED, same=True)),
        (Look("0 11:00", "A", "linked_same_person", number=REAL),),
        signals=("near_number B",),
    ),
    Row(
        "8",
        "the manager finds two parties: each keeps its own",
        (A_TYPED, Registers("B", "0 10:40", REAL), Reviewed("0 11:00", REAL, TYPED, same=False)),
        (
            Look("0 11:00", "B", "first_registration", number=REAL),
            Look("0 11:00", "A", "first_registration", number=TYPED),
        ),
        signals=("near_number B",),
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
        signals=("near_number B",),
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
        signals=("near_number B",),
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
        signals=("poaching_suspect B",),
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
        signals=("poaching_suspect B",),
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
        signals=("poaching_suspect B",),
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
        "B names A's client's number as a spare of its own client: that joins nothing",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "1 10:00", WIFE, spare=REAL, surname="李")),
        (
            Look("1 10:00", "A", "first_registration"),
            Look("1 10:00", "B", "first_registration", number=WIFE),
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
        "54",
        "A rewrites the surname four times: the record and its time stay as they were, and the manager is told",
        (
            A_DAY_0,
            Registers("B", "0 10:20"),
            *(
                Registers("A", f"0 10:{30 + place}", surname=each, completes=True)
                for place, each in enumerate("汪黄万王")
            ),
        ),
        (Look("0 11:00", "A", "first_registration", told="AB"),),
        signals=("often_amended A",),
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
        "two contacts who buy for one company: nobody is matched by itself",
        (
            Registers("A", "0 10:00", company=COMPANY),
            CALLED_DAY_0,
            Registers("B", "1 10:00", WIFE, surname="李", company=COMPANY),
        ),
        (
            Look("1 11:00", "B", "first_registration", number=WIFE),
            Look("1 11:00", "A", "first_registration"),
        ),
    ),
    Row(
        "58",
        "two contacts and no link: each its own, until somebody disputes it",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "1 10:00", WIFE, surname="李")),
        (Look("1 11:00", "B", "first_registration", number=WIFE), Look("1 11:00", "A", "first_registration")),
    ),
)
