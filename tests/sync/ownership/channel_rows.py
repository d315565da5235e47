"""The table of channels: facts, who is credited, why, and what would have changed it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sync.ownership.channel_case import ChannelCase, ChannelKind, Stay
from sync.ownership.channel_reasons import ChannelCounterfactual, ChannelReason
from tests.sync.office import BOOK, at
from tests.sync.ownership.channel_facts import VISIT_WINS, came, report, told

R = ChannelReason
C = ChannelCounterfactual


@dataclass(frozen=True)
class Row:
    """Facts and what the rules must say: who is credited, why, and what would have changed it."""

    facts: str
    case: ChannelCase
    channel: str | None
    reason: ChannelReason
    change: ChannelCounterfactual
    suspects: int = 0


REFERRER = ChannelKind.PUBLIC_REFERRAL
A_SINCE_10 = (Stay(at("10:00"), at("10:00")),)
A_SINCE_DAY_1 = (Stay(at("10:00", 1), at("10:00", 1)),)
SEPTEMBER = (Stay(at("10:00", -150), at("10:00", -150), at("00:00", -134)),)

ROWS = (
    Row(
        "30: X reports 09:00 and escorts at 10:00",
        told(report("X", at("09:00")), came=(came(at("10:00"), "X"),), stays=A_SINCE_10),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "31: a walk-in of A's at 10:00, X reports 10:20",
        told(report("X", at("10:20")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.IN_PROTECTION,
        C.HAD_REPORTED_BY,
        suspects=1,
    ),
    Row(
        "as 31, but X reports hours later: void all the same, and nothing to suspect",
        told(report("X", at("15:00")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.IN_PROTECTION,
        C.HAD_REPORTED_BY,
    ),
    Row(
        "32: X reports 09:58, the client comes alone at 10:00",
        told(report("X", at("09:58")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.INTERCEPTION_GAP,
        C.HAD_REPORTED_BY,
        suspects=1,
    ),
    Row(
        "as 32, but X escorts: the gap is not kept, and no walk-in was intercepted",
        told(report("X", at("09:58")), came=(came(at("10:00"), "X"),), stays=A_SINCE_10),
        None,
        R.INTERCEPTION_GAP,
        C.HAD_REPORTED_BY,
    ),
    Row(
        "as 32, 29 minutes and 59 seconds before",
        told(report("X", at("09:30:01")), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.INTERCEPTION_GAP,
        C.HAD_REPORTED_BY,
        suspects=1,
    ),
    Row(
        "as 32, half an hour before to the second: the report protects whoever comes",
        told(report("X", at("09:30")), came=(came(at("10:00")),), stays=A_SINCE_10),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "as 32, with no gap in the rule book",
        told(
            report("X", at("09:58")),
            came=(came(at("10:00")),),
            stays=A_SINCE_10,
            book=replace(BOOK, interception_gap_minutes=0),
        ),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "a client was here at 10:00, the registration was taken back, X reports at 10:20",
        told(
            report("X", at("10:20")),
            came=(came(at("10:00")), came(at("11:00"), "X")),
            stays=(Stay(at("10:00"), at("10:00"), at("10:10")),),
        ),
        None,
        R.INTERCEPTION_GAP,
        C.NOTHING_KNOWN,
        suspects=1,
    ),
    Row(
        "33: X's mask fits a client of A's",
        told(report("X", at("09:00"), masked=True), came=(came(at("10:00", 1)),), stays=A_SINCE_DAY_1),
        None,
        R.MASK_ONLY,
        C.HAD_GIVEN_NUMBER,
    ),
    Row(
        "33: it fits one who is A's already: a candidate, whatever its number would say",
        told(report("X", at("12:00"), masked=True), came=(came(at("10:00")),), stays=A_SINCE_10),
        None,
        R.MASK_ONLY,
        C.NOTHING_KNOWN,
    ),
    Row(
        "34: a mask of day 0, A's walk-in of day 1, X with the number on day 3; the report protects",
        told(
            report("X", at("09:00"), masked=True),
            came=(came(at("10:00", 1)), came(at("10:00", 3), "X")),
            stays=A_SINCE_DAY_1,
        ),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "34: the same where the first visit wins",
        told(
            report("X", at("09:00"), masked=True),
            came=(came(at("10:00", 1)), came(at("10:00", 3), "X")),
            stays=A_SINCE_DAY_1,
            book=VISIT_WINS,
        ),
        None,
        R.WALK_IN,
        C.HAD_ESCORTED,
    ),
    Row(
        "34: with the number a day too late the mask stays a candidate",
        told(
            report("X", at("09:00"), masked=True),
            came=(came(at("10:00", 1)), came(at("10:00", 8), "X")),
            stays=A_SINCE_DAY_1,
        ),
        None,
        R.MASK_ONLY,
        C.HAD_GIVEN_NUMBER,
    ),
    Row(
        "35: X and Y report, the first visit wins, Y escorts it",
        told(
            report("X", at("09:00")),
            report("Y", at("09:10")),
            came=(came(at("10:00"), "Y"),),
            stays=A_SINCE_10,
            book=VISIT_WINS,
        ),
        "Y",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "35: the same where reports protect: X came first",
        told(report("X", at("09:00")), report("Y", at("09:10")), came=(came(at("10:00"), "Y"),), stays=A_SINCE_10),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT,
    ),
    Row(
        "35: Y escorts without any report: X is beaten, Y has nothing",
        told(report("X", at("09:00")), came=(came(at("10:00"), "Y"),), stays=A_SINCE_10, book=VISIT_WINS),
        None,
        R.ESCORTED_BY_ANOTHER,
        C.HAD_ESCORTED,
        suspects=0,
    ),
    Row(
        "35: the agent's record comes first, the front desk notes Y's escort five minutes later: one visit",
        told(
            report("Y", at("09:00")),
            came=(came(at("10:00")), came(at("10:05"), "Y")),
            stays=A_SINCE_10,
            book=VISIT_WINS,
        ),
        "Y",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "35: noted five hours later it is another visit",
        told(
            report("Y", at("09:00")),
            came=(came(at("10:00")), came(at("15:00"), "Y")),
            stays=A_SINCE_10,
            book=VISIT_WINS,
        ),
        None,
        R.WALK_IN,
        C.HAD_ESCORTED,
    ),
    Row(
        "36: here in September, recommended in February",
        told(
            report("P", at("09:00"), kind=REFERRER),
            came=(came(at("10:00", -150)), came(at("10:00", 1))),
            stays=SEPTEMBER,
        ),
        "P",
        R.REFERRAL_VALID,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "36: here 50 days ago, the look-back is 60",
        told(report("P", at("09:00"), kind=REFERRER), came=(came(at("10:00", -50)), came(at("10:00", 1)))),
        None,
        R.IN_PROTECTION,
        C.HAD_REPORTED_BY,
    ),
    Row(
        "a channel that is no referrer has no look-back: the protection ended, its report stands",
        told(
            report("X", at("09:00")),
            came=(came(at("10:00", -50)), came(at("10:00", 1))),
            stays=(Stay(at("10:00", -50), at("10:00", -50), at("00:00", -34)),),
        ),
        "X",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "the client comes on day 8, the report was good for seven",
        told(report("X", at("09:00")), came=(came(at("10:00", 8)),)),
        None,
        R.REPORT_EXPIRED,
        C.HAD_COME_BEFORE,
    ),
    Row(
        "X's client left and comes back alone in a new round: the old credit is over",
        told(
            report("X", at("09:00", -40)),
            came=(came(at("10:00", -40), "X"), came(at("10:00"))),
            stays=(Stay(at("10:00", -40), at("10:00", -40), at("00:00", -24)), *A_SINCE_10),
        ),
        None,
        R.WALK_IN,
        C.NOTHING_KNOWN,
    ),
    Row(
        "and with a report of Y's it is Y's",
        told(
            report("X", at("09:00", -40)),
            report("Y", at("09:00")),
            came=(came(at("10:00", -40), "X"), came(at("10:00"), "Y")),
            stays=(Stay(at("10:00", -40), at("10:00", -40), at("00:00", -24)), *A_SINCE_10),
        ),
        "Y",
        R.REPORT_STANDS,
        C.WITHOUT_REPORT_NOBODY,
    ),
    Row(
        "a channel came along and had reported nobody",
        told(came=(came(at("10:00"), "X"),), stays=A_SINCE_10),
        None,
        R.WALK_IN,
        C.NOTHING_KNOWN,
    ),
    Row(
        "a channel came along, the client left no number",
        told(came=(came(at("10:00"), "X"),), numbered=False),
        None,
        R.FULL_NUMBER_MISSING,
        C.NOTHING_KNOWN,
    ),
    Row(
        "A wrote at 10:00 without signal, the text came at 14:00, X reported at 10:20: by ruling times X was first",
        told(
            report("X", at("10:20")),
            came=(came(at("14:00"), stated=at("10:00")),),
            stays=(Stay(at("14:00"), at("10:00")),),
        ),
        "X",
        R.REPORT_STANDS,
        C.BY_STATED_TIME_NOBODY,
        suspects=1,
    ),
)
