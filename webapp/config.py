"""What the server reads from its environment, once, when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

#: A push is at most 256 KB of entries; with what stands around them no honest request is larger.
MAX_BODY_BYTES = 320 * 1024
MOST_PROXIES = 5
#: What the tests run on; another one would bring other rules about locks and time.
DRIVERS = ("sqlite", "postgresql+psycopg")
_DATABASE = (
    "the address of the database, such as sqlite:////srv/office.sqlite3 or postgresql+psycopg://office@localhost/office"
)


class ConfigError(RuntimeError):
    """The server cannot start as it is told to; the message says what to set."""


@dataclass(frozen=True, slots=True)
class Config:
    """Where the database and the keys are, and how requests reach the server.

    plain_http: cookies may travel without TLS. proxy_hops: how many of our own proxies stand in front; the addresses
    that they add are believed, and nothing that came before.
    """

    database: str
    keys: Path
    plain_http: bool
    proxy_hops: int = 0

    @classmethod
    def from_environment(cls, variables: Mapping[str, str]) -> Config:
        """Read the variables; ConfigError names the one that is missing."""
        return cls(
            database=_readable(_needed(variables, "XIANDENG_DATABASE", _DATABASE)),
            keys=Path(_needed(variables, "XIANDENG_KEYS", "the file of the keys, which `keys create` writes")),
            plain_http=variables.get("XIANDENG_PLAIN_HTTP") == "1",
            proxy_hops=_small_number(variables, "XIANDENG_PROXY_HOPS", "how many of our proxies are in front, 0 to 5"),
        )

    def cookie_name(self, name: str) -> str:
        """Return a cookie's name; `__Host-` makes browsers refuse it without TLS or from another host."""
        return name if self.plain_http else f"__Host-{name}"


def _readable(address: str) -> str:
    """Return the address if it is one of ours. It may hold a password, so it is never repeated."""
    try:
        driver = make_url(address).drivername
    except ArgumentError:
        driver = ""
    if driver not in DRIVERS:
        message = f"XIANDENG_DATABASE names no database that is known here. Set it to {_DATABASE}."
        raise ConfigError(message)
    return address


def _needed(variables: Mapping[str, str], name: str, meaning: str) -> str:
    value = variables.get(name)
    if not value:
        message = f"Set {name}: {meaning}."
        raise ConfigError(message)
    return value


def _small_number(variables: Mapping[str, str], name: str, meaning: str) -> int:
    value = variables.get(name) or "0"
    if value not in {str(number) for number in range(MOST_PROXIES + 1)}:
        message = f"Set {name} to a number: {meaning}."
        raise ConfigError(message)
    return int(value)
