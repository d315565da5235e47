"""What channels report, written down by the front desk or the manager, and what became of it today."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.channel import EscortForm, ReportForm
from webapp.services.ownership.channels.channels import open_channels
from webapp.services.ownership.channels.escorts import note_escort
from webapp.services.ownership.channels.number_checks import answers_are_spent
from webapp.services.ownership.channels.pre_registrations import take_report
from webapp.services.ownership.channels.report_list import todays_reports
from webapp.services.ownership.rules.books import load_books
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422
#: What is wrong with a report stands beside its field; all the rest is about the number.
_FIELD_OF = {
    ErrorCode.CHANNEL_UNKNOWN: "channel",
    ErrorCode.CHANNEL_CLOSED: "channel",
    ErrorCode.EXPECTED_AT_WRONG: "expected",
}


@pages.get("/reports")
@declare(Permission.SEE_REPORTS, limit="600 per minute")
def reports() -> ResponseReturnValue:
    """Show today's reports and the ways to add to them."""
    return _draw(ReportForm(), EscortForm())


@pages.post("/reports")
@declare(Permission.TAKE_REPORTS, limit="120 per minute", audit=Audit.RECORDED)
def report() -> ResponseReturnValue:
    """Take a report, or say beside the field how to mend it."""
    form = ReportForm()
    if not form.validate_on_submit():
        return _draw(form, EscortForm()), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            taken = take_report(work, actor(), form.wish(load_zone(work)))
    except RefusedError as refusal:
        getattr(form, _FIELD_OF.get(refusal.code, "number")).errors = [f"errors.{refusal.code}"]
        return _draw(form, EscortForm()), STATUS[refusal.code]
    form.number.data = form.expected.data = ""
    return _draw(form, EscortForm(), taken=taken)


@pages.post("/reports/escorts")
@declare(Permission.TAKE_REPORTS, limit="120 per minute", audit=Audit.RECORDED)
def escort() -> ResponseReturnValue:
    """Note an escort."""
    form = EscortForm()
    phone = form.phone()
    if phone is None:
        return _draw(ReportForm(), form), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            noted = note_escort(work, actor(), form.escort_channel.data, phone)
    except RefusedError as refusal:
        form.escort_channel.errors = [f"errors.{refusal.code}"]
        return _draw(ReportForm(), form), STATUS[refusal.code]
    form.escort_number.data = ""
    return _draw(ReportForm(), form, noted=noted)


def _draw(form: ReportForm, escorting: EscortForm, **told: object) -> str:
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/reports.html",
            form=form,
            escorting=escorting,
            channels=[(line.id, line.name) for line in open_channels(work)],
            masks=load_books(work).at(work.now).masked_numbers,
            lines=todays_reports(work, actor()),
            spent=answers_are_spent(work, actor()),
            **told,
        )
