"""Pages drawn by the server: sign-in, the shell of the app, the client's page, the desk."""

from __future__ import annotations

from flask import Flask

from webapp.extensions import csrf
from webapp.pages import confirm, desk, password, shell, sign_in, speech


def register_pages(app: Flask) -> None:
    """Give the app its pages."""
    for blueprint in (sign_in.pages, password.pages, shell.pages, confirm.pages, desk.pages):
        app.register_blueprint(blueprint)
    # The client has no session that a foreign page could misuse; the address itself is what entitles to answer.
    csrf.exempt(confirm.pages)
    speech.teach(app)
