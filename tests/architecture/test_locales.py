"""Every sentence stands in both languages, every key that is used exists, and none lies around unused."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import tree

LOCALES = Path("webapp/locales")
AREAS = sorted(path.stem for path in tree.files() if path.parent == LOCALES / "zh")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
AREA = "|".join(AREAS)
#: "desk.title" is one key; f"errors.{code}", `app.x_${y}` and "errors." ~ code stand for all that begin so.
ONE_KEY = re.compile(rf"""["'`]((?:{AREA})(?:\.[a-z0-9_]+)+)["'`]""")
FAMILY = re.compile(rf"""["'`]((?:{AREA})\.[a-z0-9_.]*)(?:\{{|\$\{{|["']\s*[~+])""")
#: `url_for("desk.overview")` names a page, not a sentence.
ADDRESS = re.compile(r"""url_for\(\s*["'][a-z_.]+["']""")
#: How a language is called in itself, or nobody could find the way back.
SELF_NAMED = {"people.language"}
#: The rules get their book of words as an argument, so that their keys stand there without the area.
INSIDE_RULES = re.compile(r"""texts\[f?["']([a-z0-9_.]+)(\{|["'])""")


def book(language: str, area: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads(tree.read(LOCALES / language / f"{area}.json"))
    return texts


@cache
def sources() -> str:
    spoken_in = [
        path
        for path in tree.with_suffix(".py", ".js", ".html")
        if path.parts[0] in {"webapp", "sync"} and LOCALES not in path.parents
    ]
    return ADDRESS.sub("", "\n".join(tree.read(path) for path in spoken_in))


def rules() -> str:
    return "\n".join(tree.read(path) for path in tree.with_suffix(".py") if path.parts[0] == "sync")


def used() -> tuple[set[str], tuple[str, ...]]:
    """Return the keys that are named, and the beginnings of keys that are put together."""
    single, families = set(ONE_KEY.findall(sources())), set(FAMILY.findall(sources()))
    for name, end in INSIDE_RULES.findall(rules()):
        (families if end == "{" else single).add(f"reasons.{name}")
    return single, tuple(families)


def all_keys() -> set[str]:
    return {f"{area}.{key}" for area in AREAS for key in book("zh", area)}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_with_the_same_values(area: str) -> None:
    chinese, english = book("zh", area), book("en", area)
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(english[key])), key
        assert text.strip(), key
        assert english[key].strip(), key


@pytest.mark.parametrize("area", AREAS)
def test_english_is_english(area: str) -> None:
    english = {f"{area}.{key}": text for key, text in book("en", area).items()}
    assert {key: text for key, text in english.items() if CHINESE.search(text) and key not in SELF_NAMED} == {}


def test_every_key_that_is_used_exists() -> None:
    beginnings_and_files = ("_", ".json", ".html", ".css", ".js")
    named = {key for key in ONE_KEY.findall(sources()) if not key.endswith(beginnings_and_files)}
    assert named - all_keys() == set()


def test_no_key_is_unused() -> None:
    single, families = used()
    assert {key for key in all_keys() - single if not key.startswith(families)} == set()
