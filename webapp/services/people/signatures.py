"""Keys of phones, and what they signed."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sync import base64url, chain

_COORDINATE_BYTES = 32
_UNCOMPRESSED = b"\x04"


def read_public_key(jwk: Mapping[str, str]) -> str | None:
    """Return a P-256 key as its uncompressed point in base64url, or None if it is no point of the curve."""
    x, y = base64url.decode(jwk.get("x", "")), base64url.decode(jwk.get("y", ""))
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256" or x is None or y is None:
        return None
    point = _UNCOMPRESSED + x + y
    if len(point) != 1 + 2 * _COORDINATE_BYTES or _key(point) is None:
        return None
    return base64url.encode(point)


def head_is_signed(  # noqa: PLR0913 - a head has these parts
    public_key: str, *, device: str, epoch: int, seq: int, hash_: str, anchor: str, signature: bytes
) -> bool:
    """Say whether a phone signed a head: r and s, 32 bytes each, as WebCrypto writes them."""
    message = chain.head_message(device=device, epoch=epoch, seq=seq, hash_=hash_, anchor=anchor)
    return _is_signed(public_key, message, signature)


def epoch_is_signed(public_key: str, *, device: str, epoch: int, anchor: str, signature: bytes) -> bool:
    """Say whether a phone signed the opening of an epoch."""
    return _is_signed(public_key, chain.epoch_message(device=device, epoch=epoch, anchor=anchor), signature)


def _is_signed(public_key: str, message: bytes, signature: bytes) -> bool:
    key = _key(base64url.decode(public_key) or b"")
    if key is None or len(signature) != chain.SIGNATURE_BYTES:
        return False
    r, s = signature[:_COORDINATE_BYTES], signature[_COORDINATE_BYTES:]
    try:
        der = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
        key.verify(der, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _key(point: bytes) -> ec.EllipticCurvePublicKey | None:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return None
