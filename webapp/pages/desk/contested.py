"""Contested cases: the list, a case with everything behind it, and the one tap that settles it."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.bars import bars_of
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.fact_words import facts_in_words
from webapp.pages.desk.frame import draw, times_of
from webapp.pages.forms.settle import SettleForm
from webapp.services.justice.cases import may_settle, open_cases, settled_lately, view_case
from webapp.services.justice.decision_view import SettleReason
from webapp.services.justice.settle import Settlement, settle
from webapp.services.refused import ErrorCode
from webapp.services.work import Work
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422


@pages.get("/contested")
@declare(Permission.SEE_CASES, limit="600 per minute")
def contested() -> ResponseReturnValue:
    """Show the open cases, and the most urgent one beside them."""
    with snapshot(actor().project_id) as work:
        return _draw(work, None)


@pages.get("/contested/<id:client_id>")
@declare(Permission.SEE_CASES, limit="600 per minute")
def case(client_id: str) -> ResponseReturnValue:
    """Show one case."""
    with snapshot(actor().project_id) as work:
        return _draw(work, client_id)


@pages.post("/contested/<id:client_id>")
@declare(Permission.SETTLE, limit="60 per minute", audit=Audit.RECORDED)
def settle_case(client_id: str) -> ResponseReturnValue:
    """Settle a case, or say why not on the same page, with everything that was typed."""
    form = SettleForm()
    if not form.validate_on_submit():
        return _again(client_id, form, None), _UNPROCESSABLE
    wish = Settlement(
        client_id, form.ruling.data, form.claim.data, SettleReason(form.reason.data), (form.words.data or "").strip()
    )
    with transaction(actor().project_id) as work:
        refusal = settle(work, actor(), wish)
    if refusal is not None:
        return _again(client_id, form, refusal), STATUS[refusal]
    return redirect(url_for("desk.case", client_id=client_id, settled="yes"))


def _again(client_id: str, form: SettleForm, refusal: ErrorCode | None) -> str:
    with snapshot(actor().project_id) as work:
        return _draw(work, client_id, form, refusal)


def _draw(work: Work, client_id: str | None, form: SettleForm | None = None, refusal: ErrorCode | None = None) -> str:
    """Draw the open cases with the one that was chosen beside them, else the most urgent one."""
    times, cases = times_of(work), open_cases(work, actor())
    shown = client_id or next((each.client_id for each in cases), None)
    case = view_case(work, actor(), shown) if shown else None
    return draw(
        work,
        "desk/contested.html",
        cases=cases,
        settled=settled_lately(work, actor()),
        case=case,
        chosen=client_id is not None,
        bars=bars_of(case.ruling.lanes, times) if case else None,
        facts={claim: facts_in_words(each, times) for claim, each in case.facts.items()} if case else {},
        form=(form or SettleForm()) if case and may_settle(actor(), case) else None,
        typed=form,
        refusal=refusal,
        reasons=tuple(SettleReason),
    )
