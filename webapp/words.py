"""Every sentence that the server says, from the same files that the phone reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("zh", "en")
_FOLDER = Path(__file__).parent / "locales"


@cache
def books() -> Mapping[str, Mapping[str, str]]:
    """Return language to `<area>.<key>` to sentence."""
    return MappingProxyType({language: _book(language) for language in LANGUAGES})


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Return the words of the rules, language to key without area."""
    return MappingProxyType({language: _area(_FOLDER / language / "reasons.json") for language in LANGUAGES})


def say(language: str, key: str, **values: object) -> str:
    """Say one sentence with its values put in."""
    return books()[language][key].format_map(values)


def say_in_all(key: str, **values: object) -> dict[str, str]:
    """Say one sentence in every language."""
    return {language: say(language, key, **values) for language in LANGUAGES}


def choose_language(wanted: Iterable[str]) -> str:
    """Return the first language wanted that we speak; Chinese if there is none."""
    return next((short for short in (each[:2].lower() for each in wanted) if short in LANGUAGES), LANGUAGES[0])


def _book(language: str) -> Mapping[str, str]:
    areas = sorted((_FOLDER / language).glob("*.json"))
    return {f"{area.stem}.{key}": text for area in areas for key, text in _area(area).items()}


def _area(path: Path) -> dict[str, str]:
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts
