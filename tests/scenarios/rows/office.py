"""What the office does: pool, assignments, departures, deals, freezes, returns (22, 41, 43, 44, 51, 52, 62, 63)."""

from __future__ import annotations

from tests.scenarios.facts import (
    Assigns,
    Cancels,
    Decides,
    FollowsUp,
    Freezes,
    Leaves,
    Look,
    Reclaims,
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
        "22",
        "B received by turn; C shows the next day that it received the client ten days before",
        (
            Registers("C", "0 10:00"),
            Registers("B", "10 10:00"),
            Visits("B", "10 10:30"),
            Reclaims("C", "11 10:00", received="0 10:00"),
        ),
        (Look("11 10:00", "C", "reclaimed"),),
    ),
    Row(
        "22",
        "three days later the window is closed: B",
        (
            Registers("C", "0 10:00"),
            Registers("B", "10 10:00"),
            Visits("B", "10 10:30"),
            Reclaims("C", "13 10:00", received="0 10:00"),
        ),
        (Look("13 10:00", "B", "previous_unconfirmed"),),
    ),
    Row(
        "22+",
        "a reception later than B's reclaims nothing",
        (Registers("B", "10 10:00"), Visits("B", "10 10:30"), Reclaims("C", "11 10:00", received="10 12:00")),
        (Look("11 10:00", "B", "first_registration"),),
    ),
    Row(
        "22+",
        "the manager has decided meanwhile: nothing is reclaimed",
        (
            Registers("C", "0 10:00"),
            Registers("A", "10 09:00", synced="10 12:00", anchor="10 08:50"),
            Registers("B", "10 10:00"),
            Decides("10 13:00", "B"),
            Reclaims("C", "11 10:00", received="0 10:00"),
        ),
        (Look("11 10:00", "B", "decided_by_manager"),),
    ),
    Row(
        "41",
        "A leaves on the 10th with a signed hand-over to C: the protection starts anew",
        (A_DAY_0, CALLED_DAY_0, Leaves("A", "10 09:00", successor="C")),
        (Look("10 09:00", "C", "handed_over", until="26 00:00"),),
    ),
    Row(
        "41",
        "A leaves without a successor: the client is in the pool, and B may take it",
        (A_DAY_0, CALLED_DAY_0, Leaves("A", "10 09:00"), Takes("B", "12 09:00")),
        (
            Look("10 09:00", None, "nobody_departed"),
            Look("12 09:00", "B", "pool_claimed", until="16 00:00"),
        ),
    ),
    Row(
        "41",
        "a pledged client stays with the deal: nothing is forfeited by itself",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "5 10:00"), Leaves("A", "10 09:00")),
        (Look("30 09:00", "A", "subscribed"),),
    ),
    Row(
        "41",
        "a pledged client is handed over by paper, and stays frozen",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "5 10:00"), Leaves("A", "10 09:00", successor="C")),
        (Look("40 09:00", "C", "subscribed"),),
    ),
    Row(
        "41+",
        "what A wrote before leaving and sent after it claims nothing for A",
        (Leaves("A", "0 12:00"), Registers("A", "0 10:00", synced="0 15:00", anchor="0 09:40")),
        (Look("0 15:00", None, "nobody_claimed"),),
    ),
    Row(
        "41+",
        "A left; a follow-up of A's that is heard of later keeps nothing, and C owns by hand-over",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Leaves("A", "10 09:00", successor="C"),
            FollowsUp("A", "10 08:00", synced="10 15:00", anchor="10 07:50"),
        ),
        (Look("10 15:00", "C", "handed_over", until="26 00:00"),),
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
            Takes("B", "16 10:00"),
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
        "53",
        "the manager gives A's client to B: protection anew, the past stays",
        (A_DAY_0, CALLED_DAY_0, Assigns("5 10:00", "B")),
        (Look("4 10:00", "A", "first_registration"), Look("5 10:00", "B", "reassigned", until="21 00:00")),
    ),
    Row(
        "53+",
        "a registration of A's from before the assignment, heard of after it, contests nothing",
        (
            Registers("B", "0 10:00"),
            Assigns("0 12:00", "C"),
            Registers("A", "0 09:00", synced="0 13:00", anchor="0 08:40"),
        ),
        (Look("0 13:00", "C", "reassigned"),),
    ),
    Row(
        "63",
        "B takes from the pool online at 09:05; what C pressed offline at 09:00 is only a wish, heard of at 09:30",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Takes("B", "16 09:05"),
            Takes("C", "16 09:30"),
        ),
        (Look("16 10:00", "B", "pool_claimed", until="20 00:00"),),
    ),
    Row(
        "62+",
        "A releases the client; B takes it, follows up, and has the days of a visit from then on",
        (A_DAY_0, CALLED_DAY_0, Releases("A", "3 10:00"), Takes("B", "4 10:00"), FollowsUp("B", "6 10:00")),
        (
            Look("3 10:00", None, "nobody_released"),
            Look("4 10:00", "B", "pool_claimed", until="8 00:00"),
            Look("6 10:00", "B", "pool_claimed", until="22 00:00"),
        ),
    ),
    Row(
        "62+",
        "the office recycles the client: whoever registers next owns",
        (A_DAY_0, CALLED_DAY_0, Releases("A", "3 10:00", by_office=True), Registers("B", "4 10:00")),
        (
            Look("3 10:00", None, "nobody_recycled"),
            Look("4 10:00", "B", "previous_recycled"),
        ),
    ),
    Row(
        "62+",
        "B takes a released client; then A's earlier registration by a late head: A owned before, B owns",
        (
            Registers("C", "0 10:00"),
            Releases("C", "0 11:00"),
            Takes("B", "0 12:00"),
            Registers("A", "0 11:30", synced="0 14:00", anchor="0 11:20", heads=("0 11:40",)),
        ),
        (Look("0 13:00", "B", "pool_claimed"), Look("0 14:00", "A", "previous_released")),
    ),
    Row(
        "62+",
        "a take from the pool never contests: A states an earlier time and contests B's take",
        (
            Registers("C", "0 10:00"),
            Releases("C", "0 11:00"),
            Takes("B", "0 12:00"),
            Registers("A", "0 11:30", synced="0 14:00", anchor="0 11:20"),
        ),
        (Look("0 14:00", "B", "contested_stated_time", contested=True),),
    ),
    Row(
        "62+",
        "a take of a client whom somebody owns is void",
        (A_DAY_0, Takes("B", "1 10:00")),
        (Look("1 10:00", "A", "first_registration", told="A"),),
    ),
    Row(
        "62+",
        "A releases; a rival who lost before does not inherit: whoever wants the client takes or registers it",
        (A_DAY_0, Registers("B", "0 11:00"), Releases("A", "1 10:00")),
        (Look("1 10:00", None, "nobody_released"),),
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
