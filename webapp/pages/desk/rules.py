"""The rule book at the desk: every version in plain language, two beside each other, the editor with its preview."""

from __future__ import annotations

from collections.abc import Iterable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from sync.policy import Edition, RuleBookError
from sync.policy_conflicts import earliest_day
from sync.policy_words import SECTIONS
from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw, times_of
from webapp.pages.desk.rule_words import lapse_bars, rows_of, rule_boxes
from webapp.pages.forms.rules import RuleBookForm
from webapp.reader import reader_language
from webapp.services.ownership.rules.preview_rules import preview
from webapp.services.ownership.rules.publish_rules import Proposal, check, publish
from webapp.services.ownership.rules.rule_versions import find_version, list_versions
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Work
from webapp.transaction import snapshot, transaction
from webapp.words import books

_UNPROCESSABLE = 422
#: What the buttons beneath editor and preview ask for.
_EDIT, _PUBLISH = "edit", "publish"


@pages.get("/rules")
@declare(Permission.SEE_RULES, limit="600 per minute")
def rules() -> ResponseReturnValue:
    """List the versions, and who has read each."""
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/rules.html", versions=list_versions(work))


@pages.get("/rules/<int:version>")
@declare(Permission.SEE_RULES, limit="600 per minute")
def rule_book(version: int) -> ResponseReturnValue:
    """Show one version in plain language."""
    with snapshot(actor().project_id) as work:
        view = find_version(work, version)
        return draw(work, "desk/rule_book.html", view=view, sections=rows_of(view.book, view.before))


@pages.get("/rules/compare")
@declare(Permission.SEE_RULES, limit="600 per minute")
def compare_rules() -> ResponseReturnValue:
    """Show two versions side by side."""
    with snapshot(actor().project_id) as work:
        versions = list_versions(work)
        newest = versions[0].version
        wanted = [
            request.args.get(side, default, type=int) for side, default in (("one", newest - 1), ("other", newest))
        ]
        one, other = (find_version(work, version or 0) for version in wanted)
        sections = rows_of(other.book, one.book, whole=True)
        return draw(work, "desk/compare_rules.html", versions=versions, one=one, other=other, sections=sections)


@pages.get("/rules/edit")
@declare(Permission.CHANGE_RULES, limit="600 per minute")
def new_rules() -> ResponseReturnValue:
    """Show the editor, filled with the newest version or another one."""
    with snapshot(actor().project_id) as work:
        newest = list_versions(work)[0].version
        begun = find_version(work, request.args.get("begin", newest, type=int))
        form = RuleBookForm.of(begun.book, newest, earliest_day(work.now, load_zone(work)))
        return _editor(work, form)


@pages.post("/rules/edit")
@declare(Permission.CHANGE_RULES, limit="30 per minute", audit=Audit.RECORDED)
def edit_rules() -> ResponseReturnValue:
    """Preview what was written, go on writing, or publish it. Nothing that was typed is lost on the way."""
    form, step = RuleBookForm(), request.form.get("step", "")
    proposal = Proposal(form.body(), form.day(), form.based_on.data or 0)
    try:
        if step == _PUBLISH:
            return _published(form, proposal)
        return _looked_at(form, proposal, step)
    except RefusedError as refusal:
        if refusal.code is not ErrorCode.RULE_BOOK_CHANGED:
            raise
        with snapshot(actor().project_id) as work:
            return _editor(work, form, refusal.code), STATUS[refusal.code]


def _published(form: RuleBookForm, proposal: Proposal) -> ResponseReturnValue:
    with transaction(actor().project_id) as work:
        edition = publish(work, actor(), proposal)
    if not isinstance(edition, Edition):
        return _again(form, edition)
    return redirect(url_for("desk.rule_book", version=edition.book.version, published="yes"))


def _looked_at(form: RuleBookForm, proposal: Proposal, step: str) -> ResponseReturnValue:
    """Draw the preview, after the rules were run again in a snapshot that keeps nobody waiting."""
    with snapshot(actor().project_id) as work:
        if step == _EDIT:
            return _editor(work, form)
        edition = check(work, proposal)
        if not isinstance(edition, Edition):
            return _again(form, edition)
        found, before = preview(work, actor(), edition), list_versions(work)[0]
        page = draw(
            work,
            "desk/preview_rules.html",
            form=form,
            edition=edition,
            before=before,
            sections=rows_of(edition.book, before.book),
            found=found,
            bars=lapse_bars((found.everybody if found.keeps else found.published).days, times_of(work)),
        )
    with transaction(actor().project_id) as work:
        record(work, actor(), Act.RULES_PREVIEWED, version=str(edition.book.version))
    return page


def _again(form: RuleBookForm, errors: Iterable[RuleBookError]) -> ResponseReturnValue:
    form.show(errors, books()[reader_language()])
    with snapshot(actor().project_id) as work:
        return _editor(work, form), _UNPROCESSABLE


def _editor(work: Work, form: RuleBookForm, refusal: ErrorCode | None = None) -> str:
    newest = list_versions(work)[0]
    return draw(
        work,
        "desk/edit_rules.html",
        form=form,
        newest=newest,
        sections=tuple(SECTIONS),
        boxes=rule_boxes(form, newest.book),
        earliest=earliest_day(work.now, load_zone(work)),
        refusal=refusal,
    )
