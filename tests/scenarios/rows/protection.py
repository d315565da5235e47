"""How long a client stays somebody's: days, contacts, the cap, a new rule book, the day's end (11 to 16, 60, 64)."""

from __future__ import annotations

from tests.scenarios.facts import Assigns, Decides, Fact, FollowsUp, Look, Publishes, Registers, Row, Takes, Visits

A_DAY_0 = Registers("A", "0 10:00")
CALLED_DAY_0 = FollowsUp("A", "0 18:00")
ALL_ALONG: tuple[Fact, ...] = (
    A_DAY_0,
    *(FollowsUp("A", f"{day} 18:00") for day in (0, 10, 20, 30, 40, 50, 59)),
)
LATE = FollowsUp("A", "15 20:00", synced="16 10:00", anchor="15 19:00")
B_DAY_16 = Registers("B", "16 09:00")

ROWS = (
    Row(
        "11",
        "A valid 15 d from day 0; the client returns on day 15 at 23:50 and B registers it",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "15 23:50")),
        (Look("15 23:50", "A", "first_registration", until="16 00:00", told="AB"),),
    ),
    Row(
        "11",
        "counted by hours, day 15 is protected until the hour of the last contact",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "15 17:59")),
        (Look("15 17:59", "A", "first_registration", until="15 18:00"),),
        {"counting": "full_hours"},
    ),
    Row(
        "11",
        "counted by hours, an hour later the client is B's",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "15 19:00")),
        (Look("15 19:00", "B", "previous_lapsed"),),
        {"counting": "full_hours"},
    ),
    Row(
        "12",
        "the same on day 16 at 00:10",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "16 00:10")),
        (Look("15 23:59", "A", "first_registration"), Look("16 00:10", "B", "previous_lapsed")),
    ),
    Row(
        "12",
        "nobody registers: the client is nobody's",
        (A_DAY_0, CALLED_DAY_0),
        (Look("16 00:00", None, "nobody_lapsed"),),
    ),
    Row(
        "13",
        "A rang on day 10, unanswered, and on day 14, switched off; the client returns on day 16",
        (
            A_DAY_0,
            CALLED_DAY_0,
            FollowsUp("A", "10 11:00", "unanswered"),
            FollowsUp("A", "14 11:00", "switched_off"),
            Registers("B", "16 11:00"),
        ),
        (Look("16 11:00", "B", "previous_lapsed"),),
    ),
    Row(
        "13",
        "the client hung up on day 10: it was not reached, either",
        (A_DAY_0, CALLED_DAY_0, FollowsUp("A", "10 11:00", "refused"), Registers("B", "16 11:00")),
        (Look("16 11:00", "B", "previous_lapsed"),),
    ),
    Row(
        "14",
        "A reached the client on day 15 at 20:00 offline, the text came on day 16 at 10:00; B registered at 09:00",
        (A_DAY_0, CALLED_DAY_0, LATE, B_DAY_16),
        (
            Look("16 09:00", "B", "previous_lapsed"),
            Look("16 10:00", "B", "late_follow_up_contests", contested=True, told="BA"),
        ),
    ),
    Row(
        "14",
        "decided for A, the protection extends to the end of day 30",
        (A_DAY_0, CALLED_DAY_0, LATE, B_DAY_16, Decides("16 11:00", "A")),
        (Look("16 11:00", "A", "decided_by_manager", until="31 00:00"),),
    ),
    Row(
        "14",
        "the text came before B registered",
        (A_DAY_0, CALLED_DAY_0, FollowsUp("A", "15 20:00", synced="16 08:30", anchor="15 19:00"), B_DAY_16),
        (
            Look("16 00:00", None, "nobody_lapsed"),
            Look("16 09:00", "A", "late_follow_up_renews", until="31 00:00"),
        ),
    ),
    Row(
        "14",
        "a head came on day 15 at 22:00, its text within 6 h of it, before B registered",
        (
            A_DAY_0,
            CALLED_DAY_0,
            FollowsUp("A", "15 20:00", synced="16 03:50", anchor="15 19:00", heads=("15 22:00",)),
            B_DAY_16,
        ),
        (Look("16 09:00", "A", "first_registration", until="31 00:00"),),
    ),
    Row(
        "14",
        "the text comes more than 24 h after its anchor: it does not contest",
        (A_DAY_0, CALLED_DAY_0, FollowsUp("A", "15 20:00", synced="16 20:00", anchor="15 19:00"), B_DAY_16),
        (Look("16 20:00", "B", "previous_lapsed"),),
    ),
    Row(
        "15",
        "day 62, A followed up all along, no progress; B takes a walk-in: the cap is reached",
        (*ALL_ALONG, Registers("B", "62 10:00")),
        (Look("60 23:59", "A", "first_registration", until="61 00:00"), Look("62 10:00", "B", "previous_cap_reached")),
    ),
    Row(
        "15",
        "the manager registered it anew on day 58: A",
        (*ALL_ALONG, Assigns("58 10:00", "A", "renewed"), Registers("B", "62 10:00")),
        (Look("62 10:00", "A", "renewed"),),
    ),
    Row("15", "nobody came after the cap", ALL_ALONG, (Look("61 00:00", None, "nobody_cap_reached"),)),
    Row(
        "16",
        "on day 10 the rules shorten 15 d to 7 d: what runs keeps its version, to the end of day 15",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Publishes("10 00:00", {"protection_days_visit": 7}),
            Registers("B", "12 10:00"),
        ),
        (Look("12 10:00", "A", "first_registration", until="16 00:00"),),
    ),
    Row(
        "16",
        "switched to take the new rule at once, it ends as the rule begins, and never before",
        (
            A_DAY_0,
            CALLED_DAY_0,
            Publishes("10 00:00", {"protection_days_visit": 7, "running_protections": "take_new"}),
            Registers("B", "12 10:00"),
        ),
        (
            Look("9 23:59", "A", "first_registration"),
            Look("10 00:00", None, "nobody_lapsed"),
            Look("12 10:00", "B", "previous_lapsed"),
        ),
    ),
    Row(
        "16",
        "a registration after the change is under the new version",
        (
            Publishes("10 00:00", {"protection_days_visit": 7}),
            Registers("A", "10 10:00"),
            FollowsUp("A", "10 18:00"),
        ),
        (
            Look("17 23:59", "A", "first_registration", until="18 00:00"),
            Look("18 00:00", None, "nobody_lapsed"),
        ),
    ),
    Row(
        "64",
        "23:30 in the office is past midnight in Tokyo, where a phone believes to be: the office's day counts",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "15 23:30")),
        (Look("15 23:30", "A", "first_registration"),),
    ),
    Row(
        "64",
        "a follow-up at 23:30 on day 0 is one of day 0, not of Tokyo's day 1",
        (A_DAY_0, FollowsUp("A", "0 23:30")),
        (Look("15 23:59", "A", "first_registration", until="16 00:00"),),
    ),
    Row(
        "11+",
        "nobody vouched for A's claim: it expires after 72 h, and B's is the next",
        (A_DAY_0, Registers("B", "3 10:01")),
        (Look("3 09:59", "A", "first_registration"), Look("3 10:01", "B", "previous_unconfirmed")),
    ),
    Row(
        "11+",
        "a visit on day 2 confirms it",
        (A_DAY_0, Visits("A", "2 09:00")),
        (Look("4 10:00", "A", "first_registration", until="18 00:00"),),
    ),
    Row(
        "11+",
        "after the lapse the same agent registers again",
        (A_DAY_0, CALLED_DAY_0, Registers("A", "20 10:00")),
        (
            Look(
                "20 10:00",
                "A",
                "registered_again",
            ),
        ),
    ),
    Row(
        "11+",
        "a colleague's follow-up keeps nothing for A",
        (A_DAY_0, CALLED_DAY_0, Registers("B", "1 10:00"), FollowsUp("B", "14 10:00")),
        (Look("16 00:00", None, "nobody_lapsed"),),
    ),
    Row(
        "14+",
        "lapsed, taken from the pool by B, and A's late follow-up of before the lapse comes after: it contests",
        (A_DAY_0, CALLED_DAY_0, LATE, Takes("B", "16 09:00")),
        (Look("16 10:00", "B", "late_follow_up_contests", contested=True, told="BA"),),
        {"pool_freeze_days": 0},
    ),
    Row(
        "14+",
        "a late follow-up that says the phone was off renews nothing",
        (
            A_DAY_0,
            CALLED_DAY_0,
            FollowsUp("A", "15 20:00", "switched_off", synced="16 08:30", anchor="15 19:00"),
            B_DAY_16,
        ),
        (Look("16 09:00", "B", "previous_lapsed"),),
    ),
    Row(
        "15+",
        "a late follow-up renews, and the cap runs on",
        (
            *ALL_ALONG[:-2],
            FollowsUp("A", "55 20:00", synced="56 08:00", anchor="55 19:00"),
        ),
        (Look("56 08:00", "A", "late_follow_up_renews", until="61 00:00"),),
    ),
)
