"""Take what a channel reports before its client comes: a full number, or as many digits as the rule book wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.ownership.channel_case import ChannelKind
from sync.ownership.identity import normalise_phone
from sync.ownership.masks import ends_shown, looks_masked, read_mask
from sync.ownership.protection import end_of_protection
from sync.people.roles import Role
from sync.policy import RuleBook
from sync.refusals import Refusal
from webapp.models.ownership import PreRegistration
from webapp.services.ownership.channels.channels import find_open_channel
from webapp.services.ownership.channels.number_checks import is_counted
from webapp.services.ownership.channels.rule_channels import rule_channels
from webapp.services.ownership.identity.client_numbers import client_with_number
from webapp.services.ownership.identity.masked_numbers import candidates_for_mask
from webapp.services.ownership.rules.books import load_books
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: Who writes down the reports of any channel; agents do so for the office's own ones.
_FOR_ALL = frozenset({Role.FRONT_DESK, Role.OFFICE_MANAGER})


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What is to be reported. number: full or masked, as it was typed. expected_at: when the channel means to come."""

    channel_id: str
    number: str
    expected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """What was taken, and nothing of what it met: to report a number must not be a way of asking whose it is."""

    id: str
    channel: str
    masked: bool
    received_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it is kept, and the clients whom it may mean."""

    phone_key: str | None
    mask_key: str | None
    spelling: str
    client_ids: frozenset[str]


def take_report(work: Work, actor: Actor, wish: ReportWish) -> ReportReceipt:
    """Take a report at server time, and rule the clients whom it may mean."""
    channel, book = find_open_channel(work, wish.channel_id), load_books(work).at(work.now)
    if actor.role not in _FOR_ALL and channel.kind != ChannelKind.OWN:
        raise RefusedError(ErrorCode.CHANNEL_NOT_OWN)
    number = _read(work, wish.number, book)
    valid_until = end_of_protection(work.now, book.channel_report_days, load_zone(work), book.counting)
    if wish.expected_at is not None and not work.now <= wish.expected_at < valid_until:
        raise RefusedError(ErrorCode.EXPECTED_AT_WRONG, field="expected_at")
    id_ = work.new_id()
    report = PreRegistration(
        project_id=work.project_id,
        id=id_,
        channel_id=channel.id,
        phone_key=number.phone_key,
        mask_key=number.mask_key,
        number_sealed=work.vault.seal(number.spelling, work.place("pre_registration", id_)),
        received_at=work.now,
        valid_until=valid_until,
        expected_at=wish.expected_at,
        reported_by=actor.person_id,
    )
    work.session.add(report)
    record(work, actor, Act.CLIENT_REPORTED, id_)
    if number.phone_key is not None and is_counted(actor):
        record(work, actor, Act.NUMBER_CHECKED, None, found="report")
    rule_channels(work, number.client_ids)
    return ReportReceipt(id_, channel.name, number.mask_key is not None, report.received_at, valid_until)


def _read(work: Work, text: str, book: RuleBook) -> _Number:
    """Read a number; a refusal says how to mend it."""
    if looks_masked(text):
        mask = read_mask(text, book.masked_numbers)
        if isinstance(mask, Refusal):
            raise RefusedError(ErrorCode(mask.code), field="number")
        key = work.vault.mask_token(work.project_id, *ends_shown(mask))
        return _Number(None, key, mask, frozenset(candidates_for_mask(work, mask)))
    phone = normalise_phone(text)
    if isinstance(phone, Refusal):
        raise RefusedError(ErrorCode(phone.code), field="number")
    client_id = client_with_number(work, phone)
    key = work.vault.blind_index(work.project_id, phone.e164)
    return _Number(key, None, phone.e164, frozenset({client_id} if client_id else ()))
