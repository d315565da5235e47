"""The client's page: no login, no script, nothing kept in the browser."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sync.justice.code import Code
from sync.justice.confirmation import Answer, AnswerRefusal
from webapp.access import declare
from webapp.pages.times import Times
from webapp.reader import reader_language
from webapp.services.justice.answers import Reply, answer_code
from webapp.services.justice.codes import Card, open_code, read_our_code
from webapp.services.refused import ErrorCode, RefusedError
from webapp.switchboard import switchboard
from webapp.transaction import transaction

pages = Blueprint("confirm", __name__)
_UNPROCESSABLE = 422


@pages.get("/c/<text>")
@declare(None, limit="600 per minute")
def show(text: str) -> ResponseReturnValue:
    """Show who the consultant is, and ask; opening it again within moments changes nothing."""
    code, card = _open(text)
    return _draw(text, card, code)


@pages.post("/c/<text>")
@declare(None, limit="600 per minute", from_anywhere=True)
def answer(text: str) -> ResponseReturnValue:
    """Take the answer."""
    code, card = _open(text)
    word = request.form.get("answer", "")
    if word not in set(Answer):
        return _again(text, card, code, "choose_one")
    reply = Reply(
        answer=Answer(word),
        last_four=request.form.get("last_four", "")[:16],
        address=request.remote_addr or "",
        user_agent=request.user_agent.string,
        staff=g.actor,
    )
    with transaction(code.ticket.project_id) as work:
        refusal = answer_code(work, code, reply)
    if refusal is None or refusal is AnswerRefusal.ALREADY_ANSWERED:
        return redirect(url_for("confirm.show", text=text))
    return _again(text, card, code, refusal)


def _open(text: str) -> tuple[Code, Card]:
    code = read_our_code(text, switchboard(current_app).vault)
    if code is None:
        raise RefusedError(ErrorCode.CODE_UNREADABLE)
    with transaction(code.ticket.project_id) as work:
        card = open_code(work, code)
    if card is None:
        raise RefusedError(ErrorCode.CODE_UNREADABLE)
    return code, card


def _again(text: str, card: Card, code: Code, refusal: str) -> ResponseReturnValue:
    return _draw(text, card, code, refusal), _UNPROCESSABLE


def _draw(text: str, card: Card, code: Code, refusal: str | None = None) -> str:
    now = switchboard(current_app).clock.now()
    return render_template(
        "confirm/confirm.html",
        card=card,
        expired=code.ticket.expires_at <= now,
        refusal=refusal,
        text=text,
        times=Times(ZoneInfo(card.time_zone), reader_language(), now),
    )
