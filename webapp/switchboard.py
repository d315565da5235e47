"""What the app was made with: its settings, its clock, its keys."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from webapp.clock import Clock
from webapp.config import Config
from webapp.vault import Vault

_NAME = "xiandeng"


@dataclass(frozen=True, slots=True)
class Switchboard:
    """Everything that a request may need and that is the same for all of them."""

    config: Config
    clock: Clock
    vault: Vault


def connect(app: Flask, board: Switchboard) -> None:
    """Give an app its switchboard."""
    app.extensions[_NAME] = board


def switchboard(app: Flask) -> Switchboard:
    """Return the switchboard of an app."""
    board: Switchboard = app.extensions[_NAME]
    return board
