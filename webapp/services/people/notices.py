"""What people have read."""

from __future__ import annotations

from webapp.models.people import Notice
from webapp.services.ownership.wire.feed import announce_notice
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def read_notice(work: Work, actor: Actor, notice_id: str) -> None:
    """Mark a notice as read; reading it twice is no error."""
    notice = work.session.get(Notice, (work.project_id, notice_id))
    if notice is None or notice.person_id != actor.person_id:
        raise RefusedError(ErrorCode.NOTICE_UNKNOWN)
    if notice.read_at is None:
        notice.read_at = work.now
        announce_notice(work, actor.person_id, notice_id)
