"""Who works in the demo office. Everybody is invented, and the name of the project says so on every page.

The mainland keeps no telephone numbers for films and demos. 1349 was given to a satellite service: the number plans
know it as a mobile, so every check takes it, and no visitor of a sales office is reached under it. Staff have 1349 999,
clients 1349 000.
"""

from __future__ import annotations

from sync.people.roles import Role
from webapp.services.people.offices import NewPerson

PROJECT_ID = 1
PROJECT_NAME = "先登演示案场（人物均为虚构）"
TIME_ZONE = "Asia/Shanghai"
PASSWORD = "demo-only-xiandeng"  # noqa: S105 - printed at every start; it protects invented people only
MANAGER = "shen"
FRONT_DESK = "fang"
CHANNEL = "安居渠道"
_FIRST, _SECOND = "一组", "二组"


def _agent(login: str, name: str, number: int, team: str, role: Role = Role.AGENT) -> NewPerson:
    return NewPerson(login, PASSWORD, name, f"A{number:02}", role, team, phone=f"+8613499990{number:03}")


PEOPLE = (
    NewPerson(MANAGER, PASSWORD, "沈怀瑾", "M01", Role.OFFICE_MANAGER),
    _agent("he", "何清让", 10, _FIRST, Role.TEAM_LEADER),
    _agent("chen", "陈予安", 11, _FIRST),
    _agent("lin", "林知夏", 12, _FIRST),
    _agent("wang", "王砚秋", 13, _FIRST),
    _agent("zhao", "赵北辰", 14, _FIRST),
    _agent("xu", "许明溪", 20, _SECOND, Role.TEAM_LEADER),
    _agent("zhou", "周若谷", 21, _SECOND),
    _agent("wu", "吴青禾", 22, _SECOND),
    _agent("sun", "孙一诺", 23, _SECOND),
    _agent("zheng", "郑远舟", 24, _SECOND),
    NewPerson(FRONT_DESK, PASSWORD, "方小满", "F01", Role.FRONT_DESK),
    NewPerson("lu", PASSWORD, "陆持平", "P01", Role.ARBITER),
    NewPerson("gu", PASSWORD, "顾见微", "U01", Role.AUDITOR),
    NewPerson("bai", PASSWORD, "白守一", "X01", Role.ADMIN),
)

#: The second team leader has not enrolled a phone yet.
WITH_PHONE = tuple(each.login for each in PEOPLE if each.role in {Role.AGENT, Role.TEAM_LEADER} and each.login != "xu")
