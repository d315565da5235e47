"""Base64url without padding, decoded strictly: one spelling for one value, so that texts can be compared."""

from __future__ import annotations

import base64
import binascii


def encode(value: bytes) -> str:
    """Spell bytes."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes | None:
    """Return the bytes, or None for any other spelling: padding, foreign letters, stray bits at the end."""
    try:
        value = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return value if encode(value) == text else None
