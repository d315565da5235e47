"""The words of the pages, in the reader's language: chosen once, remembered in a plain cookie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, Response, g, request

from webapp import words

COOKIE = "xiandeng-language"
_YEAR_SECONDS = 365 * 24 * 3600
_TAGS = {"zh": "zh-CN", "en": "en"}


def teach(app: Flask) -> None:
    """Let templates speak."""

    @app.context_processor
    def _speech() -> dict[str, object]:
        spoken = language()
        return {
            "t": lambda key, **values: words.say(spoken, key, **values),
            "language": spoken,
            "language_tag": _TAGS[spoken],
            "other_language": "en" if spoken == "zh" else "zh",
            "ours": lambda sentence: in_ours(sentence, spoken),
            "moment": moment,
            "actor": g.get("actor"),
        }

    @app.after_request
    def _remember(response: Response) -> Response:
        chosen = request.args.get("language")
        if chosen in words.LANGUAGES and not request.path.startswith("/api/"):
            response.set_cookie(COOKIE, chosen, max_age=_YEAR_SECONDS, samesite="Lax", secure=request.is_secure)
        return response


def language() -> str:
    """Return the language of this reader: chosen now, chosen before, the person's own, the browser's."""
    known = g.get("actor")
    wishes = [
        request.args.get("language", ""),
        request.cookies.get(COOKIE, ""),
        known.language if known else "",
        *request.accept_languages.values(),
    ]
    return words.choose_language(wishes)


def in_ours(sentence: Mapping[str, str], spoken: str) -> str:
    """Choose from a sentence that is stored in every language."""
    return sentence[spoken]


def moment(at: datetime | None, zone: str, *, seconds: bool = False) -> str:
    """Write a moment as the office reads it."""
    if at is None:
        return "–"
    return at.astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M:%S" if seconds else "%m-%d %H:%M")
