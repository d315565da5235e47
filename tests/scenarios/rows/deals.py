"""What stops or gives back: deals and their end, freezes, withdrawals (51, 52)."""

from __future__ import annotations

from tests.scenarios.facts import (
    Assigns,
    Cancels,
    Decides,
    FollowsUp,
    Freezes,
    Leaves,
    Look,
    Registers,
    Releases,
    Row,
    Subscribes,
    Takes,
    Visits,
    Withdraws,
)

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")
B_LATER = Registers("B", "2 10:00")

ROWS = (
    Row(
        "51",
        "A was silent for ten days before the deal that B closed: by default that is evidence only",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "11 10:00", closed_by="B")),
        (Look("11 10:00", "A", "subscribed"),),
    ),
    Row(
        "51",
        "where a last week without contact gives the client up, the deal is B's",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "11 10:00", closed_by="B")),
        (Look("11 10:00", "B", "subscribed"),),
        {"last_week_means_given_up": True},
    ),
    Row(
        "51",
        "with a contact in that week it is A's under that rule, too",
        (A_DAY_0, FollowsUp("A", "6 18:00"), Visits("A", "2 10:00"), Subscribes("A", "11 10:00", closed_by="B")),
        (Look("11 10:00", "A", "subscribed"),),
        {"last_week_means_given_up": True},
    ),
    Row(
        "52",
        "the subscription is cancelled: the client returns to A with fresh protection",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "10 10:00"), Cancels("40 10:00"), Registers("B", "50 10:00")),
        (
            Look("39 10:00", "A", "subscribed"),
            Look("50 10:00", "A", "returned", until="56 00:00"),
        ),
    ),
    Row(
        "52+",
        "A left with the deal and without a successor; as it is cancelled the client is in the pool",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "5 10:00"), Leaves("A", "10 09:00"), Cancels("20 10:00")),
        (Look("19 10:00", "A", "subscribed"), Look("20 10:00", None, "nobody_departed")),
    ),
    Row(
        "52+",
        "the deal was handed over to C, and as it is cancelled the client is C's",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "5 10:00"), Leaves("A", "10 09:00", "C"), Cancels("20 10:00")),
        (Look("20 10:00", "C", "returned", until="36 00:00"),),
    ),
    Row(
        "52+",
        "fifteen days after the cancellation without a contact it is anybody's",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "10 10:00"), Cancels("40 10:00"), Registers("B", "56 00:00")),
        (Look("56 00:00", "B", "previous_lapsed"),),
    ),
    Row(
        "52+",
        "a claim during the deal changes nothing, nor does an assignment, a release or a withdrawal",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Subscribes("A", "10 10:00"),
            Registers("B", "12 10:00"),
            Assigns("13 10:00", "C"),
            Releases("A", "14 10:00"),
            Withdraws("A", "15 10:00"),
            Takes("B", "16 10:00", "not_in_pool"),
        ),
        (Look("40 10:00", "A", "subscribed"),),
    ),
    Row(
        "52+",
        "only a decision moves a client with a deal",
        (
            Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40"),
            Registers("B", "0 11:00"),
            Subscribes("B", "0 15:00"),
            Decides("1 10:00", "A"),
        ),
        (
            Look("0 14:30", "B", "contested_stated_time", contested=True),
            Look("0 15:00", "B", "subscribed"),
            Look("1 10:00", "A", "decided_by_manager"),
            Look("60 10:00", "A", "decided_by_manager"),
        ),
    ),
    Row(
        "freeze",
        "a dispute from day 5 to day 8 gives back the four days that it touches",
        (A_DAY_0, CALLED_DAY_0, Freezes("5 10:00", "dispute", until="8 10:00"), Registers("B", "18 10:00")),
        (Look("18 10:00", "A", "first_registration", until="20 00:00"),),
    ),
    Row(
        "freeze",
        "while a dispute is open nothing lapses",
        (A_DAY_0, CALLED_DAY_0, Freezes("5 10:00", "dispute"), Registers("B", "40 10:00")),
        (Look("40 10:00", "A", "first_registration"),),
    ),
    Row(
        "freeze",
        "by hours an outage of five hours is five hours longer",
        (A_DAY_0, CALLED_DAY_0, Freezes("5 10:00", "outage", until="5 15:00")),
        (
            Look("15 22:59", "A", "first_registration", until="15 23:00"),
            Look("15 23:00", None, "nobody_lapsed"),
        ),
        {"counting": "full_hours"},
    ),
    Row(
        "freeze",
        "a follow-up written during the outage and sent after it renews from when it was made",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Freezes("15 12:00", "outage", until="16 12:00"),
            FollowsUp("A", "15 20:00", synced="16 12:10", anchor="15 19:00"),
        ),
        (Look("16 12:10", "A", "first_registration", until="33 00:00"),),
    ),
    Row(
        "freeze",
        "an outage over the 72 h of an unconfirmed claim gives it the days back",
        (A_DAY_0, Freezes("1 10:00", "outage", until="1 22:00"), Registers("B", "3 12:00")),
        (Look("3 12:00", "A", "first_registration"),),
    ),
    Row(
        "freeze",
        "a freeze after the lapse brings nobody back",
        (A_DAY_0, CALLED_DAY_0, Freezes("17 10:00", "outage", until="18 10:00")),
        (Look("18 11:00", None, "nobody_lapsed"),),
    ),
    Row(
        "withdrawn",
        "A withdraws: the earliest loser still protected opens",
        (A_DAY_0, Registers("B", "0 11:00"), Registers("C", "0 12:00"), Withdraws("A", "0 13:00")),
        (Look("0 13:00", "B", "withdrawn_next_contested", contested=True),),
    ),
    Row(
        "withdrawn",
        "A withdraws and there is one other: it is simply the next",
        (A_DAY_0, B_LATER, Withdraws("A", "2 13:00")),
        (Look("2 13:00", "B", "withdrawn_next", told="B"),),
    ),
    Row(
        "withdrawn",
        "A withdraws and there is nobody",
        (A_DAY_0, Withdraws("A", "0 13:00")),
        (Look("0 13:00", None, "nobody_withdrawn"),),
    ),
    Row(
        "withdrawn",
        "A withdraws after the other's own 72 h have run out: nobody inherits",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "0 11:00"), Withdraws("A", "5 13:00")),
        (Look("5 13:00", None, "nobody_withdrawn"),),
    ),
)
