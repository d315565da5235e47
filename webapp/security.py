"""Headers on every answer, and the files of the front end by their plain names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

_DIST = Path(__file__).parent / "static/dist"
_YEAR = "public, max-age=31536000, immutable"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data: blob:; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "worker-src 'self'; "
    "media-src 'self' blob:; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'"
)


def protect(app: Flask) -> None:
    """Set the headers of every answer."""

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        response.headers["Cache-Control"] = _cache_control(response)
        return response


def _cache_control(response: Response) -> str:
    if request.path.startswith("/static/dist/") and response.status_code in {200, 304}:
        return _YEAR
    return "no-cache" if request.path.startswith(("/static/", "/service-worker.js", "/app/")) else "no-store"


def offer_assets(app: Flask) -> None:
    """Let templates name a built file by its plain name."""
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """Return the address of a built file, such as `app.js`."""
    return url_for("static", filename=f"dist/{built_files()[name]}")


@cache
def built_files() -> dict[str, str]:
    """Return plain names to hashed ones, as the build wrote them."""
    names: dict[str, str] = json.loads((_DIST / "manifest.json").read_text(encoding="utf-8"))
    return names
