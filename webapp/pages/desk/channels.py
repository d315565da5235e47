"""The channels of the office: who brings clients. Nobody of a channel signs in."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from sync.ownership.channel_case import ChannelKind
from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.channel import ChannelForm
from webapp.services.ownership.channels.channels import add_channel, close_channel, list_channels
from webapp.services.refused import ErrorCode, RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422


@pages.get("/channels")
@declare(Permission.CHANGE_CHANNELS, limit="600 per minute")
def channels() -> ResponseReturnValue:
    """Show all channels."""
    return _draw(ChannelForm())


@pages.post("/channels")
@declare(Permission.CHANGE_CHANNELS, limit="60 per minute", audit=Audit.RECORDED)
def new_channel() -> ResponseReturnValue:
    """Add a channel."""
    form = ChannelForm()
    if not form.validate_on_submit():
        return _draw(form), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            add_channel(work, actor(), form.name.data, ChannelKind(form.kind.data))
    except RefusedError as refusal:
        form.name.errors = [f"errors.{refusal.code}"]
        return _draw(form), STATUS[refusal.code]
    return redirect(url_for("desk.channels"))


@pages.post("/channels/<id:channel_id>/close")
@declare(Permission.CHANGE_CHANNELS, limit="60 per minute", audit=Audit.RECORDED)
def close(channel_id: str) -> ResponseReturnValue:
    """Let a channel report no more."""
    try:
        with transaction(actor().project_id) as work:
            close_channel(work, actor(), channel_id)
    except RefusedError as refusal:
        return _draw(ChannelForm(), refusal.code), STATUS[refusal.code]
    return redirect(url_for("desk.channels"))


def _draw(form: ChannelForm, refusal: ErrorCode | None = None) -> str:
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/channels.html",
            form=form,
            refusal=refusal,
            lines=list_channels(work),
            kinds=tuple(ChannelKind),
        )
