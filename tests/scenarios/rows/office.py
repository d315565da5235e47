"""What the office does with clients: returns, departures, assignments, the pool (22, 41, 53, 62, 63)."""

from __future__ import annotations

from tests.scenarios.facts import (
    Assigns,
    Decides,
    FollowsUp,
    Leaves,
    Look,
    Reclaims,
    Registers,
    Releases,
    Row,
    Subscribes,
    Takes,
    Visits,
)

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")

TWELVE = tuple(f"139 {place:02}{place:02} 1234" for place in range(12))

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
        "what A wrote before leaving and sent after it claims nothing for A: the client is in the pool",
        (
            Leaves("A", "0 12:00"),
            Registers("A", "0 10:00", synced="0 15:00", anchor="0 09:40"),
            Takes("B", "1 15:00"),
        ),
        (
            Look("0 14:59", None, "nobody_claimed"),
            Look("0 15:00", None, "nobody_departed"),
            Look("1 15:00", "B", "pool_claimed"),
        ),
    ),
    Row(
        "41",
        "A's queue from before leaving is heard of after it, and C follows: C's from then on",
        (
            Leaves("A", "0 12:00", successor="C"),
            Registers("A", "0 10:00", synced="0 15:00", anchor="0 09:40"),
        ),
        (Look("0 15:00", "C", "handed_over", until="16 00:00"),),
    ),
    Row(
        "41+",
        "A states to have written it after leaving, or it comes beyond the grace: it says nothing",
        (
            Leaves("A", "0 12:00"),
            Registers("A", "0 12:30", synced="0 15:00", anchor="0 11:40"),
            Registers("A", "0 10:00", "139 1111 2222", synced="1 10:00", anchor="0 09:40"),
        ),
        (Look("0 15:00", None, "nobody_claimed"), Look("1 10:00", None, "nobody_claimed", number="139 1111 2222")),
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
            Takes("C", "16 09:30", "pool_taken"),
        ),
        (Look("16 10:00", "B", "pool_claimed", until="20 00:00"),),
        {"pool_freeze_days": 0},
    ),
    Row(
        "62",
        "B wants twelve clients from the pool in one day: three are granted; A lost one five days ago",
        (
            *(Registers("A", "0 10:00", number) for number in TWELVE),
            *(Takes("B", "5 10:00", "pool_cap" if place > 2 else "", number) for place, number in enumerate(TWELVE)),
            Takes("B", "6 10:00", "", TWELVE[3]),
            Takes("A", "8 10:00", "cooldown", TWELVE[4]),
        ),
        (
            Look("5 11:00", "B", "pool_claimed", number=TWELVE[2], until="9 00:00"),
            Look("5 11:00", None, "nobody_unconfirmed", number=TWELVE[3]),
            Look("6 11:00", "B", "pool_claimed", number=TWELVE[3], until="10 00:00"),
        ),
    ),
    Row(
        "62+",
        "what entered the pool today is frozen for a day",
        (A_DAY_0, CALLED_DAY_0, Takes("B", "16 10:00", "pool_frozen"), Takes("B", "17 00:01")),
        (Look("17 00:01", "B", "pool_claimed", until="21 00:00"),),
    ),
    Row(
        "62+",
        "A and B do not pass a client to and fro: who had it before the last holder waits as long",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Takes("B", "17 10:00"),
            Takes("A", "22 10:00", "cooldown"),
            Takes("C", "22 11:00"),
        ),
        (Look("22 11:00", "C", "pool_claimed"),),
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
        {"pool_freeze_days": 0},
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
        {"pool_freeze_days": 0},
    ),
    Row(
        "62+",
        "a client whom somebody owns is not in the pool",
        (A_DAY_0, Takes("B", "1 10:00", "not_in_pool")),
        (Look("1 10:00", "A", "first_registration", told="A"),),
    ),
    Row(
        "62+",
        "A releases; a rival who lost before does not inherit: whoever wants the client takes or registers it",
        (A_DAY_0, Registers("B", "0 11:00"), Releases("A", "1 10:00")),
        (Look("1 10:00", None, "nobody_released"),),
    ),
)
