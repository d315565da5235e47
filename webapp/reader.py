"""In which language somebody reads: one answer for a page, for the error in its place, and for the phone."""

from __future__ import annotations

from flask import g, request

from webapp import words
from webapp.access import is_page

COOKIE = "xiandeng-language"


def reader_language() -> str:
    """Return the language of who asks.

    A page: chosen now, chosen before, the person's own, the browser's. A program: what it asks for, which on the phone
    is what was chosen there, else the person's own.
    """
    known = g.get("actor")
    own = [known.language] if known else []
    asked = list(request.accept_languages.values())
    if not is_page():
        return words.choose_language([*asked, *own])
    chosen = [request.args.get("language", ""), request.cookies.get(COOKIE, "")]
    return words.choose_language([*chosen, *own, *asked])
