"""Values that the phone and the server must compute alike; the browser's tests read the same files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Read one file of vectors."""
    text = (Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8")
    vectors: dict[str, Any] = json.loads(text)
    return vectors
