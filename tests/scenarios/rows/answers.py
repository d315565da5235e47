"""The code and its page: who may answer, how often, until when, and what an answer is worth (25 to 27)."""

from __future__ import annotations

from tests.scenarios.answering import Answers, NamesTicketAgain, staff_number
from tests.scenarios.facts import Look, Registers, Row

#: Written without signal at 10:00; the client opens the code at 10:02; the text comes at 10:30.
OFFLINE = Registers("A", "0 10:00", synced="0 10:30", anchor="0 09:40", scans=("0 10:02",))
ANOTHER = "139 1111 2222"
FOUR = tuple(f"139 2222 {place}333" for place in range(4))
STATED = Look("0 11:00", "A", "first_registration", label="stated")
CONFIRMED = Look("0 11:00", "A", "first_registration_witnessed", label="witnessed")

ROWS = (
    Row(
        "25",
        "A answers for the client in the browser in which A is signed in: refused, and the manager is told",
        (OFFLINE, Answers("0 10:05", "A", by="A", refused="self_confirm_browser")),
        (STATED,),
        signals=("self_confirm A",),
    ),
    Row(
        "25",
        "a colleague's signed-in browser answers for no client, either, and it is the colleague who is named",
        (OFFLINE, Answers("0 10:05", "A", by="B", refused="self_confirm_browser")),
        (STATED,),
        signals=("self_confirm B",),
    ),
    Row(
        "25",
        "A registers A's own number and answers on another phone: a number of staff confirms nobody",
        (
            Registers("A", "0 10:00", staff_number("A"), scans=("0 10:02",)),
            Answers("0 10:05", "A", number=staff_number("A"), refused="self_confirm_number"),
        ),
        (Look("0 11:00", "A", "first_registration", label="proven", number=staff_number("A")),),
        signals=("staff_number A",),
    ),
    Row(
        "25",
        "the answer with a colleague's number is there before the text: told as soon as the text has come",
        (
            Registers("A", "0 10:00", staff_number("B"), synced="0 10:30", anchor="0 09:40", scans=("0 10:02",)),
            Answers("0 10:05", "A", number=staff_number("B")),
        ),
        (Look("0 11:00", "A", "first_registration", label="stated", number=staff_number("B")),),
        signals=("staff_number A",),
    ),
    Row(
        "25",
        "after A's try, the client itself still can answer, and that counts",
        (
            OFFLINE,
            Answers("0 10:05", "A", by="A", refused="self_confirm_browser"),
            Answers("0 10:06", "A"),
        ),
        (CONFIRMED,),
        signals=("self_confirm A",),
    ),
    Row(
        "25",
        "signed out, nobody can tell whose browser it is: of A's fourth client that answers in one the manager is told",
        (
            *(Registers("A", f"0 10:{place}0", each, scans=(f"0 10:{place}2",)) for place, each in enumerate(FOUR)),
            *(Answers(f"0 10:{place}3", "A", number=each) for place, each in enumerate(FOUR)),
        ),
        (Look("0 11:00", "A", "first_registration_witnessed", label="proven", number=FOUR[3]),),
        signals=("one_browser A",),
    ),
    Row(
        "26",
        "the client answers twice: the first one counts, the second changes nothing",
        (OFFLINE, Answers("0 10:35", "A"), Answers("0 10:40", "A", says="somebody_else")),
        (CONFIRMED,),
    ),
    Row(
        "26",
        "answered with the wrong digits and then with the right ones: the right ones count",
        (OFFLINE, Answers("0 10:05", "A", digits="0000"), Answers("0 10:06", "A")),
        (CONFIRMED,),
    ),
    Row(
        "26",
        "a day later the ticket has expired, and opening the code changes nothing",
        (OFFLINE, Answers("1 10:00", "A", refused="ticket_expired")),
        (Look("1 11:00", "A", "first_registration", label="stated"),),
    ),
    Row(
        "26",
        "another registration names the ticket: it stands without one, and the answer is the first one's",
        (
            OFFLINE,
            NamesTicketAgain("A", "0 10:31", ANOTHER),
            Answers("0 10:35", "A"),
        ),
        (CONFIRMED, Look("0 11:00", "A", "first_registration", label="proven", number=ANOTHER)),
    ),
    Row(
        "26",
        "the code is opened at 10:02, and again at 10:20: the first opening sets the time",
        (
            Registers("A", "0 10:00", synced="0 10:30", anchor="0 09:40", scans=("0 10:02", "0 10:20")),
            Registers("B", "0 10:10"),
        ),
        (Look("0 11:00", "A", "earlier_scan", told="AB"),),
    ),
    Row(
        "27",
        "the answer with other digits is stored and says nothing; the opening still sets the time",
        (
            Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40", scans=("0 10:02",)),
            Answers("0 10:03", "A", digits="0000"),
            Registers("B", "0 11:00"),
        ),
        (Look("0 14:00", "A", "earlier_scan", label="stated", told="AB"),),
    ),
    Row(
        "27",
        "the answer with the right digits is joined as the text comes",
        (
            Registers("A", "0 10:00", synced="0 14:00", anchor="0 09:40", scans=("0 10:02",)),
            Answers("0 10:03", "A"),
            Registers("B", "0 11:00"),
        ),
        (Look("0 14:00", "A", "earlier_scan", label="witnessed", told="AB"),),
    ),
    Row(
        "27",
        "the text comes a day after the opening: neither opening nor stated time does anything",
        (
            Registers("A", "0 10:00", synced="1 09:50", anchor="0 09:40", scans=("0 10:02",)),
            Registers("B", "0 11:00"),
        ),
        (Look("1 09:50", "B", "first_registration", told="BA"),),
    ),
    Row(
        "23",
        "the client says that it was somebody else: A keeps, and the manager is told",
        (OFFLINE, Answers("0 10:35", "A", says="somebody_else")),
        (STATED,),
        signals=("client_denies A",),
    ),
)
