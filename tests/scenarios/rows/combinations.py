"""Two rules or three at once: times, deals, the pool, outages; each row a combination that no other row has."""

from __future__ import annotations

from tests.scenarios.facts import (
    Assigns,
    Cancels,
    Decides,
    FollowsUp,
    Freezes,
    Imports,
    Look,
    Publishes,
    Registers,
    Releases,
    Row,
    Subscribes,
    Takes,
    Withdraws,
)

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")
LATE = FollowsUp("A", "15 20:00", synced="16 10:00", anchor="15 19:00")
AT_ONCE = {"pool_freeze_days": 0}
SEVEN_DAYS = Publishes("8 00:00", {"protection_days_visit": 7, "running_protections": "take_new"})

ROWS = (
    Row(
        "mixed",
        "released by C, taken by B, and A's head of between comes with its text after the window: contested only",
        (
            Registers("C", "0 10:00"),
            Releases("C", "0 11:00"),
            Takes("B", "0 12:00"),
            Registers("A", "0 11:30", synced="0 18:00", anchor="0 11:20", heads=("0 11:40",)),
        ),
        (Look("0 18:00", "B", "contested_stated_time", contested=True, told="BA"),),
        AT_ONCE,
    ),
    Row(
        "mixed",
        "counted by hours, an outage of three hours across the lapse is three hours longer",
        (A_DAY_0, CALLED_DAY_0, Freezes("15 17:00", "outage", until="15 20:00"), Registers("B", "15 20:30")),
        (Look("15 20:30", "A", "first_registration", until="15 21:00"),),
        {"counting": "full_hours"},
    ),
    Row(
        "mixed",
        "during A's deal the rules become shorter, also for what runs: the deal stays, and its end gives the new days",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "5 10:00"), SEVEN_DAYS, Cancels("30 10:00")),
        (Look("20 10:00", "A", "subscribed"), Look("30 10:00", "A", "returned", until="38 00:00")),
    ),
    Row(
        "mixed",
        "during a dispute the rules become shorter, also for what runs: the days of the dispute are given back",
        (A_DAY_0, CALLED_DAY_0, Freezes("5 10:00", "dispute", until="12 10:00"), SEVEN_DAYS),
        (Look("9 10:00", "A", "first_registration"), Look("12 11:00", "A", "first_registration", until="16 00:00")),
    ),
    Row(
        "mixed",
        "A's late follow-up and A's withdrawal come in one push after the lapse: nothing is left to contest B's",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Withdraws("A", "16 08:00"),
            Registers("B", "16 09:00"),
            FollowsUp("A", "15 20:00", synced="16 08:00", anchor="15 19:00"),
        ),
        (Look("16 10:00", "B", "previous_withdrawn"),),
    ),
    Row(
        "mixed",
        "two without signal: A's text comes first, B's fingerprint was held first",
        (
            Registers("A", "0 10:15", synced="0 14:00", anchor="0 09:40", heads=("0 10:20",)),
            Registers("B", "0 10:05", synced="0 15:00", anchor="0 09:50", heads=("0 10:10",)),
        ),
        (
            Look("0 14:00", "A", "first_registration"),
            Look("0 15:00", "B", "earlier_head", contested=False, told="BA"),
        ),
    ),
    Row(
        "mixed",
        "reassigned from A to B, lapsed with B: A waits the cool-down of who lost it before, C takes it",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Assigns("5 10:00", "B"),
            Takes("A", "22 10:00", "cooldown"),
            Takes("C", "22 11:00"),
        ),
        (Look("22 11:00", "C", "pool_claimed", until="26 00:00"),),
    ),
    Row(
        "mixed",
        "A releases the client, and a day later it comes to A again: A's, by a registration of its own",
        (A_DAY_0, CALLED_DAY_0, Releases("A", "3 10:00"), Registers("A", "4 10:00")),
        (Look("4 10:00", "A", "registered_again"),),
    ),
    Row(
        "mixed",
        "the deal went to B, who closed it after A's silent week; cancelled, the client returns to B",
        (A_DAY_0, CALLED_DAY_0, Subscribes("A", "11 10:00", closed_by="B"), Cancels("20 10:00")),
        (Look("20 10:00", "B", "returned", until="36 00:00"),),
        {"last_week_means_given_up": True},
    ),
    Row(
        "mixed",
        "decided for B, and then C's head from before both is redeemed in time: B keeps, and a manager looks again",
        (
            Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40"),
            Registers("B", "0 11:00"),
            Decides("0 15:00", "B"),
            Registers("C", "0 09:45", synced="0 15:30", anchor="0 09:30", heads=("0 09:50",)),
        ),
        (Look("0 15:30", "B", "decision_contested", contested=True, told="BC", also="A"),),
    ),
    Row(
        "mixed",
        "an outage moves the cap as well: a day longer for one that touches a day",
        (
            A_DAY_0,
            *(FollowsUp("A", f"{day} 18:00") for day in (0, 10, 20, 30, 40, 50, 59)),
            Freezes("30 10:00", "outage", until="30 12:00"),
            Registers("B", "61 10:00"),
        ),
        (Look("61 10:00", "A", "first_registration", until="62 00:00"),),
    ),
    Row(
        "mixed",
        "the protection of an old list has ended: its client is in the pool, and B takes it",
        (Imports("A", "0 12:00", "-5 10:00"), Takes("B", "11 10:00", "pool_frozen"), Takes("B", "12 00:01")),
        (Look("12 00:01", "B", "pool_claimed", until="16 00:00"),),
    ),
    Row(
        "mixed",
        "lapsed, and A's late follow-up finds C's deal of the day: a deal is contested by nothing",
        (A_DAY_0, CALLED_DAY_0, Registers("C", "16 09:00"), Subscribes("C", "16 09:30"), LATE),
        (Look("16 10:00", "C", "subscribed"),),
    ),
)
