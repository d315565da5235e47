"""The cases that the demo office is shown for: each ends in another reason, and three wait for the manager."""

from __future__ import annotations

from collections.abc import Iterable

from sync.personal import Title
from webapp.demo.people import CHANNEL
from webapp.demo.script import Calendar, Line, Verb, Visitor

_LOOKED = "看了样板间，关心学区和交房时间。"
_CALLED = "接通，约周末再来。"

#: Day, clock, who, what, and word and note where there are any; the clients are the keys.
CASES: dict[str, tuple[tuple[int, str, str, Verb, str, str], ...]] = {
    # 陈 wrote first without signal; a beat carried the fingerprint out before 林 registered.
    "early_head": (
        (-6, "10:10:02", "chen", Verb.SEND, "", ""),
        (-6, "10:10:30", "chen", Verb.GO_OFFLINE, "", ""),
        (-6, "10:14:30", "chen", Verb.REGISTER, "walk_in", ""),
        (-6, "10:14:50", "chen", Verb.VISIT, "first_visit", _LOOKED),
        (-6, "10:15:12", "chen", Verb.BEAT, "", ""),
        (-6, "10:39:02", "lin", Verb.SEND, "", ""),
        (-6, "10:40:05", "lin", Verb.REGISTER, "walk_in", ""),
        (-6, "10:40:20", "lin", Verb.VISIT, "first_visit", _LOOKED),
        (-6, "10:40:21", "lin", Verb.SEND, "", ""),
        (-6, "11:32:40", "chen", Verb.GO_ONLINE, "", ""),
    ),
    # 王 had no signal; the client opened the code, so that the client's phone carried the fingerprint.
    "early_scan": (
        (-5, "14:00:11", "wang", Verb.TAKE_TICKETS, "", ""),
        (-5, "14:00:12", "wang", Verb.SEND, "", ""),
        (-5, "14:01:00", "wang", Verb.GO_OFFLINE, "", ""),
        (-5, "14:06:05", "wang", Verb.REGISTER, "walk_in", ""),
        (-5, "14:06:20", "wang", Verb.VISIT, "first_visit", _LOOKED),
        (-5, "14:06:50", "wang", Verb.SCAN, "", ""),
        (-5, "14:29:00", "zhao", Verb.SEND, "", ""),
        (-5, "14:30:10", "zhao", Verb.REGISTER, "walk_in", ""),
        (-5, "14:30:30", "zhao", Verb.VISIT, "first_visit", _LOOKED),
        (-5, "14:30:31", "zhao", Verb.SEND, "", ""),
        (-5, "15:40:02", "wang", Verb.GO_ONLINE, "", ""),
    ),
    # The client opened the code and answered with the end of the own number, while 周 was offline.
    "witnessed": (
        (-4, "09:50:03", "zhou", Verb.TAKE_TICKETS, "", ""),
        (-4, "09:50:04", "zhou", Verb.SEND, "", ""),
        (-4, "09:51:00", "zhou", Verb.GO_OFFLINE, "", ""),
        (-4, "10:02:10", "zhou", Verb.REGISTER, "referral", ""),
        (-4, "10:02:40", "zhou", Verb.VISIT, "first_visit", "老业主介绍，想看 120 平。"),
        (-4, "10:05:00", "zhou", Verb.SCAN, "", ""),
        (-4, "10:06:10", "zhou", Verb.ANSWER, "yes", ""),
        (-4, "11:20:09", "zhou", Verb.GO_ONLINE, "", ""),
    ),
    # Waiting: 吴 states to have been half an hour earlier than 孙, and only the own phone says so.
    "stated_time": (
        (-1, "10:01:10", "wu", Verb.SEND, "", ""),
        (-1, "10:02:00", "wu", Verb.GO_OFFLINE, "", ""),
        (-1, "10:20:15", "wu", Verb.REGISTER, "walk_in", ""),
        (-1, "10:20:40", "wu", Verb.VISIT, "first_visit", "在沙盘前接待，地下一层没有信号。"),
        (-1, "10:51:30", "sun", Verb.SEND, "", ""),
        (-1, "10:52:05", "sun", Verb.REGISTER, "walk_in", ""),
        (-1, "10:52:20", "sun", Verb.VISIT, "first_visit", _LOOKED),
        (-1, "10:52:21", "sun", Verb.SEND, "", ""),
        (-1, "13:15:33", "wu", Verb.GO_ONLINE, "", ""),
    ),
    # Waiting: a couple split up at the door, and two agents saved within twenty seconds.
    "tie": (
        (-1, "15:19:40", "zheng", Verb.SEND, "", ""),
        (-1, "15:19:50", "chen", Verb.SEND, "", ""),
        (-1, "15:20:10", "zheng", Verb.REGISTER, "walk_in", ""),
        (-1, "15:20:11", "zheng", Verb.VISIT, "first_visit", "先生在沙盘。"),
        (-1, "15:20:12", "zheng", Verb.SEND, "", ""),
        (-1, "15:20:31", "chen", Verb.REGISTER, "walk_in", ""),
        (-1, "15:20:32", "chen", Verb.VISIT, "first_visit", "太太在样板间。"),
        (-1, "15:20:33", "chen", Verb.SEND, "", ""),
    ),
    # Waiting: 林 had called before the protection ended, but the phone told it only after 王 had registered.
    "late_follow_up": (
        (-9, "11:00:02", "lin", Verb.SEND, "", ""),
        (-9, "11:00:40", "lin", Verb.REGISTER, "phone_enquiry", ""),
        (-9, "11:01:10", "lin", Verb.FOLLOW_UP, "reached", _CALLED),
        (-9, "11:01:11", "lin", Verb.SEND, "", ""),
        (-2, "19:30:05", "lin", Verb.SEND, "", ""),
        (-2, "19:31:00", "lin", Verb.GO_OFFLINE, "", ""),
        (-2, "20:40:00", "lin", Verb.FOLLOW_UP, "reached", "晚上接通，明天带家人来。"),
        (-1, "09:44:30", "wang", Verb.SEND, "", ""),
        (-1, "09:45:10", "wang", Verb.REGISTER, "walk_in", ""),
        (-1, "09:45:40", "wang", Verb.VISIT, "first_visit", "全家来访，没有说找谁。"),
        (-1, "09:45:41", "wang", Verb.SEND, "", ""),
        (-1, "11:30:20", "lin", Verb.GO_ONLINE, "", ""),
    ),
    # Settled: the manager looked at the evidence of both and gave the client to 赵.
    "settled": (
        (-3, "16:00:10", "zhao", Verb.SEND, "", ""),
        (-3, "16:01:00", "zhao", Verb.GO_OFFLINE, "", ""),
        (-3, "16:15:20", "zhao", Verb.REGISTER, "walk_in", ""),
        (-3, "16:15:50", "zhao", Verb.VISIT, "first_visit", "电梯间接待，没有信号。"),
        (-3, "16:39:30", "zhou", Verb.SEND, "", ""),
        (-3, "16:40:10", "zhou", Verb.REGISTER, "walk_in", ""),
        (-3, "16:40:30", "zhou", Verb.VISIT, "first_visit", _LOOKED),
        (-3, "16:40:31", "zhou", Verb.SEND, "", ""),
        (-3, "18:05:00", "zhao", Verb.GO_ONLINE, "", ""),
        (-2, "10:15:00", "zhao", Verb.SETTLE, "", "前台登记本上，赵北辰先接待。"),
    ),
    # Two within the same minute, but the client said who it was.
    "tie_answer": (
        (-7, "10:58:03", "sun", Verb.TAKE_TICKETS, "", ""),
        (-7, "11:04:20", "zheng", Verb.SEND, "", ""),
        (-7, "11:04:40", "sun", Verb.SEND, "", ""),
        (-7, "11:05:10", "zheng", Verb.REGISTER, "walk_in", ""),
        (-7, "11:05:12", "zheng", Verb.VISIT, "first_visit", _LOOKED),
        (-7, "11:05:14", "zheng", Verb.SEND, "", ""),
        (-7, "11:05:30", "sun", Verb.REGISTER, "walk_in", ""),
        (-7, "11:05:34", "sun", Verb.VISIT, "first_visit", _LOOKED),
        (-7, "11:05:38", "sun", Verb.SEND, "", ""),
        (-7, "11:05:55", "sun", Verb.SCAN, "", ""),
        (-7, "11:06:20", "sun", Verb.ANSWER, "yes", ""),
    ),
    # 郑 took it back by mistake or insight; 何, who had come second, is next.
    "withdrawn_next": (
        (-5, "13:10:10", "zheng", Verb.REGISTER, "walk_in", ""),
        (-5, "13:10:30", "zheng", Verb.VISIT, "first_visit", _LOOKED),
        (-5, "13:10:31", "zheng", Verb.SEND, "", ""),
        (-5, "13:50:10", "he", Verb.REGISTER, "walk_in", ""),
        (-5, "13:50:30", "he", Verb.VISIT, "first_visit", _LOOKED),
        (-5, "13:50:31", "he", Verb.SEND, "", ""),
        (-5, "17:20:10", "zheng", Verb.WITHDRAW, "mistake", ""),
        (-5, "17:20:11", "zheng", Verb.SEND, "", ""),
    ),
    "withdrawn": (
        (-6, "15:10:10", "wu", Verb.REGISTER, "walk_in", ""),
        (-6, "15:10:30", "wu", Verb.VISIT, "first_visit", ""),
        (-6, "15:10:31", "wu", Verb.SEND, "", ""),
        (-6, "16:30:10", "wu", Verb.WITHDRAW, "client_left", ""),
        (-6, "16:30:11", "wu", Verb.SEND, "", ""),
    ),
    "after_withdrawal": (
        (-8, "09:40:10", "chen", Verb.REGISTER, "walk_in", ""),
        (-8, "09:40:30", "chen", Verb.SEND, "", ""),
        (-8, "09:55:10", "chen", Verb.WITHDRAW, "duplicate", ""),
        (-8, "09:55:11", "chen", Verb.SEND, "", ""),
        (-3, "10:20:10", "sun", Verb.REGISTER, "walk_in", ""),
        (-3, "10:20:30", "sun", Verb.VISIT, "first_visit", _LOOKED),
        (-3, "10:20:31", "sun", Verb.SEND, "", ""),
    ),
    # Nobody vouched for it within three days.
    "unconfirmed": (
        (-10, "11:40:10", "zheng", Verb.REGISTER, "channel", ""),
        (-10, "11:40:11", "zheng", Verb.SEND, "", ""),
    ),
    "after_unconfirmed": (
        (-11, "16:00:10", "wang", Verb.REGISTER, "channel", ""),
        (-11, "16:00:11", "wang", Verb.SEND, "", ""),
        (-5, "10:30:10", "wu", Verb.REGISTER, "walk_in", ""),
        (-5, "10:30:30", "wu", Verb.VISIT, "first_visit", _LOOKED),
        (-5, "10:30:31", "wu", Verb.SEND, "", ""),
    ),
    "lapsed": (
        (-12, "14:10:10", "chen", Verb.REGISTER, "phone_enquiry", ""),
        (-12, "14:10:40", "chen", Verb.FOLLOW_UP, "reached", _CALLED),
        (-12, "14:10:41", "chen", Verb.SEND, "", ""),
        (-8, "18:10:40", "chen", Verb.FOLLOW_UP, "unanswered", ""),
        (-8, "18:10:41", "chen", Verb.SEND, "", ""),
    ),
    "after_lapse": (
        (-13, "10:10:10", "zhou", Verb.REGISTER, "phone_enquiry", ""),
        (-13, "10:10:40", "zhou", Verb.FOLLOW_UP, "reached", _CALLED),
        (-13, "10:10:41", "zhou", Verb.SEND, "", ""),
        (-4, "14:20:10", "lin", Verb.REGISTER, "walk_in", ""),
        (-4, "14:20:30", "lin", Verb.VISIT, "first_visit", _LOOKED),
        (-4, "14:20:31", "lin", Verb.SEND, "", ""),
    ),
    "registered_again": (
        (-12, "16:40:10", "sun", Verb.REGISTER, "phone_enquiry", ""),
        (-12, "16:40:40", "sun", Verb.FOLLOW_UP, "reached", _CALLED),
        (-12, "16:40:41", "sun", Verb.SEND, "", ""),
        (-2, "11:00:10", "sun", Verb.REGISTER, "walk_in", ""),
        (-2, "11:00:30", "sun", Verb.VISIT, "first_visit", _LOOKED),
        (-2, "11:00:31", "sun", Verb.SEND, "", ""),
    ),
    # As with the waiting one, but nobody registered in between.
    "late_follow_up_renews": (
        (-10, "10:05:10", "wu", Verb.REGISTER, "phone_enquiry", ""),
        (-10, "10:05:40", "wu", Verb.FOLLOW_UP, "reached", _CALLED),
        (-10, "10:05:41", "wu", Verb.SEND, "", ""),
        (-3, "19:00:10", "wu", Verb.SEND, "", ""),
        (-3, "19:01:00", "wu", Verb.GO_OFFLINE, "", ""),
        (-3, "20:10:10", "wu", Verb.FOLLOW_UP, "reached", "回家路上接通。"),
        (-2, "09:40:10", "wu", Verb.GO_ONLINE, "", ""),
    ),
    # Plainly second: the other had saved an hour before.
    "second_by_an_hour": (
        (-9, "09:50:10", "zhao", Verb.REGISTER, "walk_in", ""),
        (-9, "09:50:30", "zhao", Verb.VISIT, "first_visit", _LOOKED),
        (-9, "09:50:31", "zhao", Verb.SEND, "", ""),
        (-9, "10:55:10", "zhou", Verb.REGISTER, "walk_in", ""),
        (-9, "10:55:11", "zhou", Verb.SEND, "", ""),
    ),
    "second_by_days": (
        (-8, "15:30:10", "lin", Verb.REGISTER, "referral", ""),
        (-8, "15:30:30", "lin", Verb.VISIT, "first_visit", _LOOKED),
        (-8, "15:30:31", "lin", Verb.SEND, "", ""),
        (-4, "16:10:10", "sun", Verb.REGISTER, "channel", ""),
        (-4, "16:10:11", "sun", Verb.SEND, "", ""),
    ),
    # The client says that it was somebody else: a signal, and nothing is decided by it.
    "denied": (
        (-3, "13:58:10", "sun", Verb.TAKE_TICKETS, "", ""),
        (-3, "14:05:10", "sun", Verb.REGISTER, "walk_in", ""),
        (-3, "14:05:11", "sun", Verb.SEND, "", ""),
        (-3, "14:06:20", "sun", Verb.SCAN, "", ""),
        (-3, "14:07:20", "sun", Verb.ANSWER, "somebody_else", ""),
    ),
    # A channel reported in time and came along: the credit is the channel's, the client is 陈's.
    "reported": (
        (-2, "09:02:10", "chen", Verb.REPORT, CHANNEL, ""),
        (-2, "10:31:10", "chen", Verb.REGISTER, "channel", CHANNEL),
        (-2, "10:31:30", "chen", Verb.VISIT, "first_visit", _LOOKED),
        (-2, "10:31:31", "chen", Verb.SEND, "", ""),
    ),
    # Intercepted: the same channel reports a client who is standing at the model table already.
    "intercepted": (
        (-1, "11:05:10", "zhou", Verb.REGISTER, "walk_in", ""),
        (-1, "11:05:30", "zhou", Verb.VISIT, "first_visit", "自己来的，路过看到围挡。"),
        (-1, "11:05:31", "zhou", Verb.SEND, "", ""),
        (-1, "11:24:10", "zhou", Verb.REPORT, CHANNEL, ""),
    ),
    # 郑's clock is set a quarter of an hour ahead, and corrected the next morning.
    "": (
        (-2, "14:00:10", "zheng", Verb.SEND, "", ""),
        (-2, "14:01:00", "zheng", Verb.SET_CLOCK, "900", ""),
        (-2, "14:01:10", "zheng", Verb.SEND, "", ""),
        (-1, "09:10:00", "zheng", Verb.SET_CLOCK, "0", ""),
        (-1, "09:10:10", "zheng", Verb.SEND, "", ""),
    ),
}

_SURNAMES = "钱孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚"


def case_lines(calendar: Calendar) -> Iterable[Line]:
    """Yield the lines of every case."""
    for client, rows in CASES.items():
        for day, clock, who, verb, word, note in rows:
            yield Line(calendar.at(day, clock), who, verb, client, word, note)


def case_visitors() -> dict[str, Visitor]:
    """Return the clients of the cases, each with a number of its own below those of ordinary days."""
    return {
        client: Visitor(f"1349000{1001 + 7 * index:04}", _SURNAMES[index], Title.MR if index % 2 else Title.MS)
        for index, client in enumerate(key for key in CASES if key)
    }
