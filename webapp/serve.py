"""Run the office on this machine: look first, prepare, say how to get in, then become the web server."""

from __future__ import annotations

import os
import socket
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from webapp.config import ConfigError

_REAL_PHONES = """\
This machine's own browser can be a phone. Real ones need TLS: make a certificate that they trust (README,
On real phones), then start with --host 0.0.0.0 --cert FILE --key FILE."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens, and with which certificate, if any."""

    host: str
    port: int
    cert: str | None
    key: str | None

    def __str__(self) -> str:
        return f"{'https' if self.cert else 'http'}://{self.host}:{self.port}/"


def look_first(address: Address) -> None:
    """Find out before the work begins what would stop the server; ConfigError says how to mend it."""
    if bool(address.cert) != bool(address.key):
        message = "Give both --cert and --key, or neither."
        raise ConfigError(message)
    try:
        if address.cert:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(address.cert, address.key)
    except OSError as error:
        message = f"Give a --cert and its --key that can be read, both as PEM ({error.strerror})."
        raise ConfigError(message) from error
    try:
        with socket.create_server((address.host, address.port)):
            pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        message = f"Choose another --port or --host, or stop what holds {address.host}:{address.port} ({reason})."
        raise ConfigError(message) from error


def how_to_reach(address: Address) -> str:
    """Say where the server is, for this machine and for real phones."""
    phones = _REAL_PHONES
    if address.cert:
        phones = f"Phones open it by the name in the certificate, port {address.port}, and must trust the certificate."
    return f"\n{phones}\n\nXiandeng runs on {address} (Ctrl-C stops it)."


def become_server(address: Address, workers: int) -> NoReturn:
    """Turn this process into the web server: whatever stops it needs nobody to pass it on, and leaves no orphan."""
    command = ["gunicorn", "--config", "python:webapp.gunicorn_config", "--bind", f"{address.host}:{address.port}"]
    tls = ["--certfile", address.cert, "--keyfile", address.key] if address.cert and address.key else []
    sys.stdout.flush()
    program = Path(sys.executable).with_name("gunicorn")
    os.execv(program, [*command, "--workers", str(workers), *tls])  # noqa: S606 - our own server, no shell
