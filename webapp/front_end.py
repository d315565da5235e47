"""The front end on the wire: built files by their plain names, each in the smallest coding that the browser reads.

Only files are compressed, and they are the same for everybody. Answers and pages are not: one that holds a secret
beside what a stranger chose would tell the secret by its length.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory, url_for

from webapp.config import ConfigError

STATIC = Path(__file__).parent / "static"
#: The build gives these the hash of their content; whatever else lies in `dist` keeps its name and changes.
_HASHED = re.compile(r"dist/.+-[A-Z0-9]{8}\.\w+")
_TWINS = (("br", ".br"), ("gzip", ".gz"))
#: By our own list: machines disagree about the newer ones.
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


def serve_front_end(app: Flask) -> None:
    """Let templates name a built file by its plain name, and give its smallest twin to who asks for it."""
    app.jinja_env.globals["asset"] = asset
    app.view_functions["static"] = send_static


def send_static(filename: str) -> Response:
    """Send a file of the front end; ETag and 304 are Flask's."""
    coding, suffix = _smallest(filename)
    response = send_from_directory(STATIC, filename + suffix, mimetype=_TYPES.get(Path(filename).suffix))
    response.headers.pop("Content-Disposition", None)  # it would name the twin
    if coding:
        response.headers["Content-Encoding"] = coding
    if _has_twin(filename, ".br"):
        response.vary.add("Accept-Encoding")
    return response


def is_hashed(path: str) -> bool:
    """Say whether an address names a file that can never change."""
    return _HASHED.fullmatch(path.removeprefix("/static/")) is not None


def asset(name: str) -> str:
    """Return the address of a built file, such as `app.js`."""
    return url_for("static", filename=f"dist/{built_files()[name]}")


@cache
def built_files() -> dict[str, str]:
    """Return plain names to hashed ones, as the build wrote them; ConfigError if nothing is built."""
    try:
        names: dict[str, str] = json.loads((STATIC / "dist/manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = "The front end is not built: `python3 dev.py build` does it."
        raise ConfigError(message) from error
    return names


def _smallest(filename: str) -> tuple[str, str]:
    for coding, suffix in _TWINS:
        if request.accept_encodings.quality(coding) > 0 and _has_twin(filename, suffix):
            return coding, suffix
    return "", ""


def _has_twin(filename: str, suffix: str) -> bool:
    """Say whether the build wrote a twin; only its own folder is looked at, and no path leads out of it."""
    folder, _, name = filename.rpartition("/")
    return folder == "dist" and (STATIC / "dist" / f"{name}{suffix}").is_file()
