"""What the server reads from its environment, once, when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: A push is at most 256 KB of entries; with what stands around them no honest request is larger.
MAX_BODY_BYTES = 320 * 1024


class ConfigError(RuntimeError):
    """The server cannot start as it is told to; the message says what to set."""


@dataclass(frozen=True, slots=True)
class Config:
    """Where the database and the keys are, and whether cookies may travel without TLS."""

    database: str
    keys: Path
    plain_http: bool

    @classmethod
    def from_environment(cls, variables: Mapping[str, str]) -> Config:
        """Read the variables; ConfigError names the one that is missing."""
        return cls(
            database=_needed(
                variables, "XIANDENG_DATABASE", "the address of the database, such as sqlite:///office.sqlite3"
            ),
            keys=Path(_needed(variables, "XIANDENG_KEYS", "the file of the keys, which `keys create` writes")),
            plain_http=variables.get("XIANDENG_PLAIN_HTTP") == "1",
        )

    def cookie_name(self, name: str) -> str:
        """Return a cookie's name; `__Host-` makes browsers refuse it without TLS or from another host."""
        return name if self.plain_http else f"__Host-{name}"


def _needed(variables: Mapping[str, str], name: str, meaning: str) -> str:
    value = variables.get(name)
    if not value:
        message = f"Set {name}: {meaning}."
        raise ConfigError(message)
    return value
