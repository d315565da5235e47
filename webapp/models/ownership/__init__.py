"""What phones reported, whose clients they are, and how that was ruled."""

from webapp.models.ownership.assignment import Assignment
from webapp.models.ownership.change import Change
from webapp.models.ownership.channel import Channel
from webapp.models.ownership.channel_ruling import ChannelRuling
from webapp.models.ownership.client import Client
from webapp.models.ownership.client_company import ClientCompany
from webapp.models.ownership.client_link import ClientLink
from webapp.models.ownership.client_number import ClientNumber
from webapp.models.ownership.client_unlink import ClientUnlink
from webapp.models.ownership.departure import Departure
from webapp.models.ownership.entry import Entry
from webapp.models.ownership.entry_personal import EntryPersonal
from webapp.models.ownership.escort import Escort
from webapp.models.ownership.head_receipt import HeadReceipt
from webapp.models.ownership.ledger_leaf import LedgerLeaf
from webapp.models.ownership.ledger_node import LedgerNode
from webapp.models.ownership.near_outcome import NearOutcome
from webapp.models.ownership.near_review import NearReview
from webapp.models.ownership.near_token import NearToken
from webapp.models.ownership.old_client import OldClient
from webapp.models.ownership.old_client_list import OldClientList
from webapp.models.ownership.old_client_list_signed import OldClientListSigned
from webapp.models.ownership.outage import Outage
from webapp.models.ownership.pool_claim import PoolClaim
from webapp.models.ownership.pre_registration import PreRegistration
from webapp.models.ownership.readmission import Readmission
from webapp.models.ownership.registration import Registration
from webapp.models.ownership.rule_book import RuleBookEdition
from webapp.models.ownership.rule_book_read import RuleBookRead
from webapp.models.ownership.ruling import Ruling
from webapp.models.ownership.standing import Standing
from webapp.models.ownership.subscription import Subscription
from webapp.models.ownership.subscription_end import SubscriptionEnd
from webapp.models.ownership.taken_answer import TakenAnswer
from webapp.models.ownership.withdrawal import Withdrawal

__all__ = [
    "Assignment",
    "Change",
    "Channel",
    "ChannelRuling",
    "Client",
    "ClientCompany",
    "ClientLink",
    "ClientNumber",
    "ClientUnlink",
    "Departure",
    "Entry",
    "EntryPersonal",
    "Escort",
    "HeadReceipt",
    "LedgerLeaf",
    "LedgerNode",
    "NearOutcome",
    "NearReview",
    "NearToken",
    "OldClient",
    "OldClientList",
    "OldClientListSigned",
    "Outage",
    "PoolClaim",
    "PreRegistration",
    "Readmission",
    "Registration",
    "RuleBookEdition",
    "RuleBookRead",
    "Ruling",
    "Standing",
    "Subscription",
    "SubscriptionEnd",
    "TakenAnswer",
    "Withdrawal",
]
