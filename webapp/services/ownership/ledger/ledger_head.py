"""The head of the ledger, signed: what every phone remembers of it, and by what it notices that it was changed."""

from __future__ import annotations

from dataclasses import dataclass

from sync import base64url
from sync.ownership.ledger import head_message
from webapp.services.ownership.ledger.ledger_book import Tree, tree_of
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class SignedHead:
    """How large the ledger was at a moment, and its root. at: as the signature covers it."""

    size: int
    root: str
    at: str
    signature: str


def newest_head(work: Work) -> SignedHead:
    """Return the head as this job sees it; what it has written so far is in it."""
    return sign_head(work, tree_of(work.session, work.project_id))


def sign_head(work: Work, tree: Tree) -> SignedHead:
    """Sign how the ledger stands now."""
    root, at = base64url.encode(tree.root), work.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    message = head_message(project=work.project_id, size=tree.size, root=root, at=at)
    return SignedHead(tree.size, root, at, work.vault.sign_ledger(message))
