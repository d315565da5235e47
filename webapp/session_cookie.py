"""The cookie that carries a session: project and token. What the server keeps of the token is only its hash."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response

from webapp.services.people.sessions import SESSION_LIFE
from webapp.switchboard import switchboard

_NAME = "xiandeng"
#: A project's number is a small integer of the database.
HIGHEST_PROJECT = 32_767


def held_session() -> tuple[int, str]:
    """Return project and token of this browser's session; an empty token if it holds none."""
    return read_cookie(request.cookies.get(_name(), ""))


def read_cookie(value: str) -> tuple[int, str]:
    """Return project and token of a session cookie; an empty token for anything else."""
    project, _, token = value.partition(".")
    digits = project if project.isascii() and project.isdigit() else ""
    if not digits or len(digits) > len(str(HIGHEST_PROJECT)) or int(digits) > HIGHEST_PROJECT or not token.isascii():
        return 0, ""
    return int(digits), token


def give_session(response: Response, project_id: int, token: str) -> None:
    """Let the browser hold a session."""
    response.set_cookie(
        _name(), f"{project_id}.{token}", max_age=SESSION_LIFE, secure=_secure(), httponly=True, samesite="Lax"
    )


def take_session(response: Response) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(_name(), secure=_secure(), httponly=True, samesite="Lax")


def _name() -> str:
    return switchboard(current_app).config.cookie_name(_NAME)


def _secure() -> bool:
    return not switchboard(current_app).config.plain_http
