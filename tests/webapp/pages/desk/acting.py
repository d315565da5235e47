"""What tests of the office's acts share: a registered client, time that passes, and the form."""

from __future__ import annotations

from werkzeug.test import TestResponse

from tests.factories.office import Office
from tests.factories.phone import Captured, Phone
from tests.webapp.pages.desk.visitor import NUMBER, Visitor, ruling_on
from webapp import words

WHY = "客户要求换人"


def registered(phone: Phone, office: Office, number: str = NUMBER) -> Captured:
    entry = phone.register(number)
    phone.visit(entry)
    phone.push()
    office.clock.wait(minutes=1)
    return entry


def wait(office: Office, *holders: Phone | Visitor, **duration: float) -> None:
    office.clock.wait(**duration)
    office.forget_limits()
    for holder in holders:
        if isinstance(holder, Visitor):
            holder.sign_in_again()
        else:
            holder.wait(**duration)
            office.sign_in_again(holder)
            holder.beat()


def act(desk: Visitor, client_id: str, what: str, **changed: str) -> TestResponse:
    """Do something to a client, on what the page shows now."""
    path = f"clients/{client_id}/acts"
    form = {"act": what, "agent": "", "reason": "service", "words": WHY} | changed
    if "ruling" not in form:
        form["ruling"] = ruling_on(desk.read(path))
    return desk.post(path, **form)


def said(answer: TestResponse, key: str) -> bool:
    return words.say("en", key).replace("'", "&#39;") in answer.text


def dispute_path(desk: Visitor) -> str:
    """Return the address of the one dispute of the list."""
    page = desk.read("disputes")
    return page.split('href="/desk/disputes/')[1].split('"')[0].join(("disputes/", ""))
