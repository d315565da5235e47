"""What phones reported, whose clients they are, and how that was ruled."""

from webapp.models.ownership.change import Change
from webapp.models.ownership.client import Client
from webapp.models.ownership.entry import Entry
from webapp.models.ownership.entry_personal import EntryPersonal
from webapp.models.ownership.head_receipt import HeadReceipt
from webapp.models.ownership.registration import Registration
from webapp.models.ownership.rule_book import RuleBookEdition
from webapp.models.ownership.rule_book_read import RuleBookRead
from webapp.models.ownership.ruling import Ruling
from webapp.models.ownership.standing import Standing
from webapp.models.ownership.withdrawal import Withdrawal

__all__ = [
    "Change",
    "Client",
    "Entry",
    "EntryPersonal",
    "HeadReceipt",
    "Registration",
    "RuleBookEdition",
    "RuleBookRead",
    "Ruling",
    "Standing",
    "Withdrawal",
]
