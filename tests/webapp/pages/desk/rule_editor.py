"""The editor of the rule book, written in as a browser does: what stands on the page is what is sent."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from werkzeug.test import TestResponse

from tests.factories.office import PROJECT_ID, Office
from tests.webapp.pages.desk.visitor import Visitor
from webapp import words
from webapp.services.ownership.rules.books import load_published
from webapp.transaction import snapshot

FIELD = re.compile(r'<(input|select|textarea)[^>]*\bname="([a-z_0-9]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')
OPTION = re.compile(r'<option value="([^"]*)"[^>]*selected')


def written_on(page: str) -> dict[str, Any]:
    """Return what the form of a page would send, as a browser sends it."""
    form: dict[str, Any] = {}
    inside = page[page.index('action="/desk/rules/edit"') :]
    for match in FIELD.finditer(inside):
        tag, name, text = match[1], match[2], match[0]
        value = VALUE.search(text)
        if tag == "select":
            chosen = OPTION.search(inside, match.end())
            form[name] = chosen[1] if chosen else ""
        elif 'type="checkbox"' in text:
            form.setdefault(name, [])
            if " checked" in text and value:
                form[name].append(value[1])
        elif value and 'type="hidden"' in text and name in form:
            form[name] = [*(form[name] if isinstance(form[name], list) else [form[name]]), unescape(value[1])]
        else:
            form[name] = unescape(value[1]) if value else ""
    form.pop("csrf_token", None)
    return form


def editor(manager: Visitor, **changed: Any) -> dict[str, Any]:
    """Open the editor and write something into it."""
    return written_on(manager.read("rules/edit")) | changed


def send(manager: Visitor, form: dict[str, Any], step: str = "preview") -> TestResponse:
    return manager.post("rules/edit", **form, step=step)


def published(office: Office) -> list[int]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return [each.version for each in load_published(work)]


def said(key: str, **values: object) -> str:
    return words.say("en", f"rules.page.{key}", **values)
