"""The seam of chance: whatever the standard library calls secret is drawn from one seeded source while a seed runs."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import TypeVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

Item = TypeVar("Item")
_SEAMS = ("token_bytes", "token_hex", "token_urlsafe", "randbits", "randbelow", "choice")
#: The order of P-256: a private key is a number below it.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def seeded(seed: object) -> Random:
    """Return a source that gives the same for the same seed."""
    return Random(str(seed))  # noqa: S311 - a story is told from it, nothing is kept secret with it


@contextmanager
def chance_from(source: Random) -> Iterator[None]:
    """Let `secrets` draw from a seeded source, for phones and server alike."""
    true = {name: getattr(secrets, name) for name in _SEAMS}
    drawn = _Drawn(source)
    for name in _SEAMS:
        setattr(secrets, name, getattr(drawn, name))
    try:
        yield
    finally:
        for name, function in true.items():
            setattr(secrets, name, function)


class _Drawn:
    """What stands in for `secrets`."""

    def __init__(self, source: Random) -> None:
        self.source = source

    def token_bytes(self, size: int | None = None) -> bytes:
        return self.source.randbytes(32 if size is None else size)

    def token_hex(self, size: int | None = None) -> str:
        return self.token_bytes(size).hex()

    def token_urlsafe(self, size: int | None = None) -> str:
        return urlsafe_b64encode(self.token_bytes(size)).rstrip(b"=").decode()

    def randbits(self, bits: int) -> int:
        return self.source.getrandbits(bits)

    def randbelow(self, limit: int) -> int:
        return self.source.randrange(limit)

    def choice(self, items: Sequence[Item]) -> Item:
        return self.source.choice(items)


class SteadyKey:
    """A phone's key that signs the same bytes the same way each time, so that a seed repeats to the last byte."""

    def __init__(self, source: Random) -> None:
        self.private = ec.derive_private_key(source.randrange(1, _ORDER), ec.SECP256R1())

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """Return the public half."""
        return self.private.public_key()

    def sign(self, message: bytes, _algorithm: ec.ECDSA) -> bytes:
        """Sign without any chance in it."""
        return self.private.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
