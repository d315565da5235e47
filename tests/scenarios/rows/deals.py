"""What stops or gives back: deals, disputes and their end, freezes, withdrawals (50 to 52)."""

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
from tests.scenarios.objecting import Closes, Disputes

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")
B_LATER = Registers("B", "2 10:00")
#: A's deal of day 2; C and D had registered the client after A.
DEAL_OF_A = (
    A_DAY_0,
    CALLED_DAY_0,
    Registers("C", "1 10:00"),
    Registers("D", "1 11:00"),
    Subscribes("A", "2 10:00"),
)
C_ON_DAY_6 = Disputes("C", "8 10:00")

ROWS = (
    Row(
        "50",
        "C objects on day 6 after the deal and is heard; D on day 9 is too late; A has the deal",
        (*DEAL_OF_A, C_ON_DAY_6, Disputes("D", "11 10:00", refused="time_barred")),
        (Look("11 10:00", "A", "subscribed"),),
    ),
    Row(
        "50",
        "the last day of the look-back counts to its end",
        (*DEAL_OF_A, Disputes("C", "9 23:59"), Disputes("D", "10 00:00", refused="time_barred")),
        (Look("10 00:00", "A", "subscribed"),),
    ),
    Row(
        "50",
        "the manager upholds C's objection: only so does a deal change hands, and it stays one",
        (*DEAL_OF_A, C_ON_DAY_6, Closes("9 10:00", "C")),
        (Look("9 09:00", "A", "subscribed"), Look("60 10:00", "C", "decided_by_manager")),
    ),
    Row(
        "50",
        "the manager dismisses it: A's, as before",
        (*DEAL_OF_A, C_ON_DAY_6, Closes("9 10:00")),
        (Look("60 10:00", "A", "subscribed"),),
    ),
    Row(
        "50+",
        "heard in time, decided long after the look-back: what was filed in time is decided all the same",
        (*DEAL_OF_A, C_ON_DAY_6, Closes("30 10:00", "C")),
        (Look("30 10:00", "C", "decided_by_manager"),),
    ),
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
        (Look("2 13:00", "B", "withdrawn_next", told="B", also="A"),),
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
