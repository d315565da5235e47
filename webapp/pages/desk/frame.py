"""What stands around every page of the desk, and the words that its templates speak with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import render_template, request
from markupsafe import Markup

from webapp import words
from webapp.access import Permission, actor, may
from webapp.pages.times import Times
from webapp.reader import reader_language
from webapp.services.justice.cases import count_open_cases
from webapp.services.justice.dispute_list import count_open_disputes
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.identity.reviews import count_open_reviews
from webapp.services.ownership.rules.books import load_books
from webapp.services.people.project import load_project
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class Frame:
    """The office, its reader, and what waits."""

    project: str
    rule_version: int
    can: frozenset[str]
    waiting: int
    disputes: int
    pairs: int


def draw(work: Work, template: str, **values: object) -> str:
    """Draw a page of the desk."""
    project = load_project(work)
    times = Times(ZoneInfo(project.time_zone), reader_language(), work.now)
    can = frozenset(str(permission) for permission in Permission if may(actor().role, permission))
    frame = Frame(
        project=project.name,
        rule_version=load_books(work).at(work.now).version,
        can=can,
        waiting=count_open_cases(work) if Permission.SEE_CASES in can else 0,
        disputes=count_open_disputes(work) if Permission.SEE_CASES in can else 0,
        pairs=count_open_reviews(work) if Permission.LINK_CLIENTS in can else 0,
    )
    return render_template(template, frame=frame, **_speech(times), **values)


def times_of(work: Work) -> Times:
    """Return how the reader writes times."""
    return Times(ZoneInfo(load_project(work).time_zone), reader_language(), work.now)


def called(name: NamedClient) -> str:
    """Say a client's name with its title, the way the language orders them."""
    if not name.surname:
        return words.say(reader_language(), "desk.no_name")
    title = f"desk.name_{name.title}" if name.title else "desk.name_alone"
    return words.say(reader_language(), title, surname=name.surname)


def this_page(address: str = "", **changed: object) -> str:
    """Return the address of this page with some of its arguments changed. address: where a POST has none to show."""
    return f"{address or request.path}?{urlencode({**request.args.to_dict(), **changed})}"


def _speech(times: Times) -> dict[str, object]:
    def when(at: datetime) -> Markup:
        return times.tag(at, times.short(at))

    def exactly(at: datetime) -> Markup:
        return times.tag(at, times.exact(at))

    return {"times": times, "when": when, "exactly": exactly, "called": called, "this_page": this_page}
