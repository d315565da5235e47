"""Two agents, one client, one of them without signal; two within a minute; the same twice (1 to 7, 27, 42)."""

from __future__ import annotations

from tests.scenarios.facts import Decides, Leaves, Look, Registers, Row, SendsAgain, TurnOf

A_OFFLINE = Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40")
B_ONLINE = Registers("B", "0 11:00")
NO_NUMBER = Registers("A", "0 10:00", number="")

ROWS = (
    Row(
        "1",
        "A registers offline 10:00, no scan, no head, syncs 14:00; B registers online 11:00",
        (A_OFFLINE, B_ONLINE),
        (
            Look("0 13:59", "B", "first_registration", told="B"),
            Look("0 14:00", "B", "contested_stated_time", contested=True, told="BA"),
        ),
    ),
    Row(
        "1",
        "the manager settles it for A with one tap",
        (A_OFFLINE, B_ONLINE, Decides("0 15:00", "A")),
        (Look("0 15:00", "A", "decided_by_manager", told="AB"),),
    ),
    Row(
        "1",
        "the manager settles it for B",
        (A_OFFLINE, B_ONLINE, Decides("0 15:00", "B")),
        (Look("0 15:00", "B", "decided_by_manager", told="BA"),),
    ),
    Row(
        "2",
        "the client opened A's code at 10:02, the text followed at 14:00",
        (Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40", scans=("0 10:02",)), B_ONLINE),
        (Look("0 13:59", "B", "first_registration"), Look("0 14:00", "A", "earlier_scan", told="AB")),
    ),
    Row(
        "2",
        "A's head got out at 10:20 on a weak line, the text followed at 14:00",
        (Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40", heads=("0 10:20",)), B_ONLINE),
        (Look("0 14:00", "A", "earlier_head", told="AB"),),
    ),
    Row(
        "3",
        "A's clock is set back two hours after its anchor of 11:58; it states 10:00 at 12:00; B online 11:00",
        (Registers("A", "0 12:00", anchor="0 11:58", stated="0 10:00"), B_ONLINE),
        (Look("0 12:00", "B", "first_registration", told="BA"),),
        signals=("clock_stepped A",),
    ),
    Row(
        "4",
        "A's anchor is 30 h old as the text comes: it cannot contest",
        (Registers("A", "0 10:00", anchor="0 10:00", synced="1 16:00"), B_ONLINE),
        (Look("1 16:00", "B", "first_registration", told="BA"),),
    ),
    Row(
        "4",
        "a minute inside the grace it contests",
        (Registers("A", "0 10:00", anchor="0 10:00", synced="1 09:59"), B_ONLINE),
        (Look("1 09:59", "B", "contested_stated_time", contested=True, told="BA"),),
    ),
    Row(
        "5",
        "A and B 35 seconds apart: neither record nor answer, so a manager decides",
        (Registers("A", "0 10:00:05"), Registers("B", "0 10:00:40")),
        (Look("0 10:05", "A", "tie_contested", contested=True, told="AB"),),
    ),
    Row(
        "5",
        "A and B 35 seconds apart, and it was B's turn",
        (TurnOf("B", "0 09:55"), Registers("A", "0 10:00:05"), Registers("B", "0 10:00:40")),
        (Look("0 10:05", "B", "tie_turn"),),
    ),
    Row(
        "5",
        "A and B 35 seconds apart, no record, and the client confirms B",
        (Registers("A", "0 10:00:05"), Registers("B", "0 10:00:40", answered="0 10:03")),
        (Look("0 10:05", "B", "tie_answer"),),
    ),
    Row(
        "5",
        "a minute apart is no tie",
        (Registers("A", "0 10:00:00"), Registers("B", "0 10:01:01")),
        (Look("0 10:05", "A", "first_registration", told="AB"),),
    ),
    Row(
        "7",
        "A's is incomplete at 10:00 and completed at 10:25, within the grace; B complete 10:20",
        (
            Registers("A", "0 10:00", complete=False),
            Registers("B", "0 10:20"),
            Registers("A", "0 10:25", completes=True),
        ),
        (Look("0 10:20", "B", "first_registration"), Look("0 10:25", "A", "first_registration", told="AB")),
    ),
    Row(
        "7",
        "A's is incomplete at 10:00 and completed at 10:35, after the grace; B complete 10:20",
        (
            Registers("A", "0 10:00", complete=False),
            Registers("B", "0 10:20"),
            Registers("A", "0 10:35", completes=True),
        ),
        (Look("0 10:35", "B", "first_registration", told="BA"),),
    ),
    Row(
        "7",
        "A's is incomplete and stays so",
        (Registers("A", "0 10:00", complete=False), Registers("B", "0 10:20")),
        (Look("0 10:10", None, "nobody_claimed"), Look("0 11:00", "B", "first_registration", told="B")),
    ),
    Row(
        "27",
        "the client opens A's code before A's text has come and says yes with the right digits: k is the opening",
        (Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40", answered="0 10:02"), B_ONLINE),
        (Look("0 14:00", "A", "earlier_scan"),),
    ),
    Row(
        "27",
        "the text does not come within 6 h of the opening: k is its receipt, and the stated time contests",
        (Registers("A", "0 10:00", synced="0 16:03", anchor="0 09:40", scans=("0 10:02",)), B_ONLINE),
        (Look("0 16:03", "B", "contested_stated_time", contested=True),),
    ),
    Row(
        "27",
        "the text comes in the last moment of the window",
        (Registers("A", "0 10:00", synced="0 16:01:59", anchor="0 09:40", scans=("0 10:02",)), B_ONLINE),
        (Look("0 16:02", "A", "earlier_scan"),),
    ),
    Row(
        "42",
        "A leaves at 12:00 with a successor; A's registration, whose head was held at 11:50, is heard of at 15:00",
        (
            Registers("A", "0 10:00", synced="0 15:00", anchor="0 09:40", heads=("0 11:50",)),
            Leaves("A", "0 12:00", successor="C"),
            Registers("B", "0 12:30"),
        ),
        (Look("0 14:00", "B", "first_registration"), Look("0 15:00", "C", "handed_over")),
    ),
    Row(
        "42",
        "the same without a successor: the client was the pool's as B registered",
        (
            Registers("A", "0 10:00", synced="0 15:00", anchor="0 09:40", heads=("0 11:50",)),
            Leaves("A", "0 12:00"),
            Registers("B", "0 12:30"),
        ),
        (Look("0 15:00", "B", "previous_departed"),),
    ),
    Row(
        "42",
        "without the head, A's claim opens nothing: B owns",
        (
            Registers("A", "0 10:00", synced="0 15:00", anchor="0 09:40"),
            Leaves("A", "0 12:00", successor="C"),
            Registers("B", "0 12:30"),
        ),
        (Look("0 15:00", "B", "first_registration"),),
    ),
    Row(
        "6",
        "A's answer is lost and A sends the same once more: one registration, and the time of the first",
        (Registers("A", "0 10:00"), Registers("B", "0 10:05"), SendsAgain("A", "0 10:10")),
        (Look("0 10:10", "A", "first_registration", told="AB"),),
    ),
    Row(
        "43",
        "A has the client at a sister project; here nobody has, and B registers it",
        (Registers("B", "0 10:00"),),
        (Look("0 10:00", "B", "first_registration", told="B"),),
    ),
    Row(
        "44",
        "an agent of one agency and one of another: one rule for both",
        (Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40", heads=("0 10:05",)), Registers("B", "0 11:00")),
        (Look("0 14:00", "A", "earlier_head", told="AB"),),
    ),
    Row(
        "60",
        "the client gives no name: a registration, and no claim until it is completed",
        (Registers("A", "0 10:00", complete=False),),
        (Look("0 11:00", None, "nobody_claimed"),),
    ),
    Row(
        "60",
        "the client gives no number: a visit that is counted, and nobody's",
        (NO_NUMBER,),
        (Look("0 11:00", None, "nobody_claimed", number=""),),
    ),
    Row(
        "60",
        "A's correction of that visit brings the number: A's from then on, not from the visit on",
        (NO_NUMBER, Registers("A", "0 10:40", completes=True), Registers("B", "0 10:50")),
        (Look("0 10:50", "A", "first_registration", told="AB"),),
    ),
    Row(
        "60",
        "B registers the number before A's correction brings it: B's, though A's visit was first",
        (NO_NUMBER, Registers("B", "0 10:20"), Registers("A", "0 10:25", completes=True)),
        (Look("0 10:25", "B", "first_registration", told="BA"),),
    ),
    Row(
        "60",
        "B registers a number under the same name: a name links nothing, and A's visit stays a visit",
        (NO_NUMBER, Registers("B", "0 10:20")),
        (Look("0 11:00", "B", "first_registration", told="B"), Look("0 11:00", None, "nobody_claimed", number="")),
    ),
)
