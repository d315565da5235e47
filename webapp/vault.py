"""The keys of the office, and everything that is done with them.

One file, apart from the database and its dumps: who has only one of the two has no names and no numbers. A sealed value
begins with the number of the key that sealed it, so that a new key can be added while the old one still opens.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync import base64url
from sync.instants import from_milliseconds, to_milliseconds
from sync.justice.code import EXPIRY_BYTES, NONCE_BYTES, PROJECT_BYTES, Ticket

KEY_BYTES = 32
_IV_BYTES = 12
_TIME_BYTES = 8
_CHANCE_BYTES = 8
_MAC_BYTES = 16
#: Enough that two numbers of an office never meet by chance, and half the room of a blind index.
_TOKEN_BYTES = 12
_NAMES = ("index", "anchor", "ticket", "cookies", "cursor", "ledger")
#: Keys that an older file may lack: they seal nothing that was there before them, so a new one can be made.
_ADDED_LATER = ("ledger",)


class VaultError(RuntimeError):
    """The keys are missing or do not fit: the server must not go on without them."""


@dataclass(frozen=True, slots=True)
class Vault:
    """All keys. seals: number to key, the highest seals, all open."""

    seals: dict[int, bytes]
    index: bytes
    anchor: bytes
    ticket: bytes
    cookies: bytes
    cursor: bytes
    ledger: bytes

    # --- personal data at rest ---

    def seal(self, plain: str, place: str) -> str:
        """Encrypt a text; `place` is where it belongs, such as `1/person/<id>`, and it opens nowhere else."""
        number = max(self.seals)
        nonce = secrets.token_bytes(_IV_BYTES)
        sealed = AESGCM(self.seals[number]).encrypt(nonce, plain.encode(), place.encode())
        return f"{number}.{base64url.encode(nonce + sealed)}"

    def open(self, sealed: str, place: str) -> str:
        """Decrypt a text; VaultError if the key is lost or the text stands where it does not belong."""
        number, _, body = sealed.partition(".")
        raw, key = base64url.decode(body), self.seals.get(int(number))
        if raw is None or key is None:
            message = f"key {number} is not in the key file"
            raise VaultError(message)
        try:
            return AESGCM(key).decrypt(raw[:_IV_BYTES], raw[_IV_BYTES:], place.encode()).decode()
        except InvalidTag as error:
            message = f"a sealed value does not belong to {place.partition('/')[0]}"
            raise VaultError(message) from error

    def blind_index(self, project_id: int, e164: str) -> str:
        """Return what stands for a number wherever numbers are compared."""
        return base64url.encode(self._mac(self.index, f"{project_id}\n{e164}".encode(), KEY_BYTES))

    def near_tokens(self, project_id: int, e164: str) -> frozenset[str]:
        """Return what a number has in common with every one that differs by a digit or by two neighbours exchanged.

        One token for each digit left out; they find candidates, and nothing is decided by them.
        """
        digits = e164.removeprefix("+")
        return frozenset(
            self._token(f"near\n{project_id}\n{digits[:place]}{digits[place + 1 :]}") for place in range(len(digits))
        )

    def mask_token(self, project_id: int, head: str, tail: str) -> str:
        """Return what stands for all numbers with these first and last digits."""
        return self._token(f"mask\n{project_id}\n{head}*{tail}")

    def company_index(self, project_id: int, code: str) -> str:
        """Return what stands for a company's code wherever codes are compared."""
        return base64url.encode(self._mac(self.index, f"company\n{project_id}\n{code}".encode(), KEY_BYTES))

    def _token(self, message: str) -> str:
        return base64url.encode(self._mac(self.index, message.encode(), _TOKEN_BYTES))

    def note_key(self, project_id: int, note: str) -> str:
        """Return what stands for a note wherever notes are compared."""
        return base64url.encode(self._mac(self.index, f"note\n{project_id}\n{note}".encode(), KEY_BYTES))

    def unnamed(self, text: str) -> str:
        """Return what stands for a text that is counted but not stored, such as a login that nobody has."""
        return base64url.encode(self._mac(self.index, f"unnamed\n{text}".encode(), KEY_BYTES))

    def browser(self, project_id: int, address: str, user_agent: str) -> str:
        """Return what stands for a browser that nobody is signed in with: enough to see it again, for nobody else."""
        return base64url.encode(
            self._mac(self.index, f"browser\n{project_id}\n{address}\n{user_agent}".encode(), KEY_BYTES)
        )

    # --- time ---

    def anchor_for(self, at: datetime, project_id: int, device: str) -> str:
        """Make an anchor: eight bytes of time, eight of chance, sixteen of MAC bound to project and device."""
        body = to_milliseconds(at).to_bytes(_TIME_BYTES, "big") + secrets.token_bytes(_CHANCE_BYTES)
        return base64url.encode(body + self._mac(self.anchor, _bound(body, project_id, device), _MAC_BYTES))

    def anchor_time(self, anchor: str, project_id: int, device: str) -> datetime | None:
        """Return the time of an anchor that we gave to this phone, or None for any other text."""
        raw = base64url.decode(anchor)
        if raw is None or len(raw) != _TIME_BYTES + _CHANCE_BYTES + _MAC_BYTES:
            return None
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(self.anchor, _bound(body, project_id, device), _MAC_BYTES)):
            return None
        return from_milliseconds(int.from_bytes(body[:_TIME_BYTES], "big"))

    # --- tickets ---

    def new_ticket(self, project_id: int, expires_at: datetime) -> tuple[str, str]:
        """Return id and token of a new ticket; it expires at a whole second."""
        nonce = project_id.to_bytes(PROJECT_BYTES, "big") + secrets.token_bytes(NONCE_BYTES - PROJECT_BYTES)
        body = nonce + (to_milliseconds(expires_at) // 1000).to_bytes(EXPIRY_BYTES, "big")
        token = base64url.encode(body + Ed25519PrivateKey.from_private_bytes(self.ticket).sign(body))
        return base64url.encode(nonce), token

    def is_our_ticket(self, ticket: Ticket) -> bool:
        """Say whether we signed a ticket."""
        body = ticket.nonce + (to_milliseconds(ticket.expires_at) // 1000).to_bytes(EXPIRY_BYTES, "big")
        try:
            Ed25519PrivateKey.from_private_bytes(self.ticket).public_key().verify(ticket.signature, body)
        except InvalidSignature:
            return False
        return True

    # --- the ledger ---

    def sign_ledger(self, message: bytes) -> str:
        """Sign what a head of the ledger says; the database alone, whoever holds it, cannot."""
        return base64url.encode(Ed25519PrivateKey.from_private_bytes(self.ledger).sign(message))

    def ledger_key(self) -> str:
        """Return the public key by which phones know heads of the ledger."""
        return base64url.encode(Ed25519PrivateKey.from_private_bytes(self.ledger).public_key().public_bytes_raw())

    # --- cursors ---

    def sign_cursor(self, text: str) -> str:
        """Return a text that only we can have written, such as a place in the feed."""
        return f"{text}.{base64url.encode(self._mac(self.cursor, text.encode(), _MAC_BYTES))}"

    def read_cursor(self, signed: str) -> str | None:
        """Return the text of `sign_cursor`, or None for any other."""
        text = signed.rpartition(".")[0]
        return text if hmac.compare_digest(self.sign_cursor(text).encode(), signed.encode()) else None

    @staticmethod
    def _mac(key: bytes, message: bytes, size: int) -> bytes:
        return hmac.new(key, message, hashlib.sha256).digest()[:size]


def hash_of_secret(secret: str) -> str:
    """Return what is stored of a random secret; guessing it backwards is hopeless, so no salt is needed."""
    return base64url.encode(hashlib.sha256(secret.encode()).digest())


def create_keys(path: Path) -> None:
    """Write a new key file that only its owner can read; an existing one is never overwritten (FileExistsError)."""
    keys: dict[str, object] = {name: _new_key() for name in _NAMES}
    keys["seals"] = {"1": _new_key()}
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, keys)


def add_missing_keys(path: Path) -> tuple[str, ...]:
    """Add the keys that a file of an older version lacks, and return their names; the others stay as they are."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        missing = tuple(name for name in _ADDED_LATER if name not in stored)
    except (ValueError, TypeError) as error:
        raise VaultError(_damaged(path)) from error
    if missing and isinstance(stored, dict):
        draft = path.with_name(f"{path.name}.new")
        draft.unlink(missing_ok=True)
        _write(draft, {**stored, **{name: _new_key() for name in missing}})
        draft.replace(path)
    return missing


def _write(path: Path, keys: Mapping[str, object]) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(keys, file, indent=2)
        file.flush()
        os.fsync(file.fileno())


def _new_key() -> str:
    return base64url.encode(secrets.token_bytes(KEY_BYTES))


def open_vault(path: Path) -> Vault:
    """Read the key file; VaultError says what is wrong with it."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        seals = {int(number): _key(text) for number, text in stored["seals"].items()}
        older = [name for name in _ADDED_LATER if name not in stored]
        others = {name: _key(stored[name]) for name in _NAMES if name not in older}
    except FileNotFoundError as error:
        message = f"There is no key file at {path}: create one with `python -m webapp keys create`."
        raise VaultError(message) from error
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise VaultError(_damaged(path)) from error
    if not seals:
        raise VaultError(_damaged(path))
    if older:
        raise VaultError(_older(path, older))
    return Vault(seals, **others)


def _older(path: Path, names: list[str]) -> str:
    return (
        f"The key file {path} is of an older version and lacks the key {', '.join(names)}: "
        "`python -m webapp keys create` adds it and leaves the others as they are."
    )


def _damaged(path: Path) -> str:
    return f"The key file {path} is damaged: restore it from its copy; without it no name can be read."


def _key(text: str) -> bytes:
    key = base64url.decode(text)
    if key is None or len(key) != KEY_BYTES:
        raise ValueError(text)
    return key


def _bound(body: bytes, project_id: int, device: str) -> bytes:
    return body + f"\n{project_id}\n{device}".encode()
