"""The words of the pages, in the reader's language: chosen once, remembered in a plain cookie."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, g, request

from webapp import words
from webapp.reader import COOKIE, reader_language

_YEAR_SECONDS = 365 * 24 * 3600
_TAGS = {"zh": "zh-CN", "en": "en"}


def teach(app: Flask) -> None:
    """Let templates speak."""

    @app.context_processor
    def _speech() -> dict[str, object]:
        spoken = reader_language()
        return {
            "t": lambda key, **values: words.say(spoken, key, **values),
            "language": spoken,
            "language_tag": _TAGS[spoken],
            "other_language": "en" if spoken == "zh" else "zh",
            "ours": lambda sentence: in_ours(sentence, spoken),
            "actor": g.get("actor"),
        }

    @app.after_request
    def _remember(response: Response) -> Response:
        chosen = request.args.get("language")
        if chosen in words.LANGUAGES and not request.path.startswith("/api/"):
            response.set_cookie(COOKIE, chosen, max_age=_YEAR_SECONDS, samesite="Lax", secure=request.is_secure)
        return response


def in_ours(sentence: Mapping[str, str], spoken: str) -> str:
    """Choose from a sentence that is stored in every language."""
    return sentence[spoken]
