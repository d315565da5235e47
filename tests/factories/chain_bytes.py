"""The bytes that a phone hashes and signs, written a second time and without the server's code.

If the two ever differ, one of them has left the agreement; `test_phone.py` holds this one to the shared vectors.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

COORDINATE_BYTES = 32


def spell(value: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def unspell(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def genesis(device: str, person: str, epoch: int, anchor: str) -> str:
    """Return the hash before the first entry of an epoch."""
    return _sha256(f"xiandeng genesis v1\n{device}\n{person}\n{epoch}\n{anchor}".encode())


def link(previous: str, text: str) -> str:
    """Return the hash of an entry."""
    return _sha256(unspell(previous) + text.encode())


def commitment(salt: str, pii_json: str) -> str:
    """Return what binds personal data to a text."""
    return _sha256(unspell(salt) + pii_json.encode())


def head_message(device: str, epoch: int, seq: int, hash_: str, anchor: str) -> bytes:
    """Return what a phone signs to show its head."""
    return f"xiandeng head v1\n{device}\n{epoch}\n{seq}\n{hash_}\n{anchor}".encode()


def epoch_message(device: str, epoch: int, anchor: str) -> bytes:
    """Return what a phone signs to close its chain and open another."""
    return f"xiandeng epoch v1\n{device}\n{epoch}\n{anchor}".encode()


def sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> str:
    """Return r and s beside each other, as WebCrypto does, spelled."""
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return spell(r.to_bytes(COORDINATE_BYTES) + s.to_bytes(COORDINATE_BYTES))


def public_jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """Return the public key the way WebCrypto exports it."""
    numbers = key.public_key().public_numbers()
    x, y = (spell(number.to_bytes(COORDINATE_BYTES)) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def new_id(wall_ms: int) -> str:
    """Return a UUID of version 7 that begins with the phone's own time."""
    number = wall_ms << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _sha256(value: bytes) -> str:
    return spell(hashlib.sha256(value).digest())
