"""Xiandeng, the server: rules around which people, phones and pages are arranged."""

from __future__ import annotations

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import access, errors, front_end, models, security
from webapp.addresses import IdConverter
from webapp.api import api
from webapp.clock import Clock, SystemClock
from webapp.config import MAX_BODY_BYTES, Config
from webapp.extensions import csrf, db, tune
from webapp.pages import register_pages
from webapp.switchboard import Switchboard, connect
from webapp.vault import open_vault

__all__ = ["create_app", "models"]


def create_app(config: Config | None = None, clock: Clock | None = None) -> Flask:
    """Make the app from its settings, the environment's unless told."""
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__)
    vault = open_vault(config.keys)
    connect(app, Switchboard(config, clock or SystemClock(), vault))
    app.config.update(
        SQLALCHEMY_DATABASE_URI=config.database,
        SECRET_KEY=vault.cookies,
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        SESSION_COOKIE_NAME=config.cookie_name("xiandeng-form"),
        SESSION_COOKIE_SECURE=not config.plain_http,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    if config.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxy_hops, x_proto=config.proxy_hops)  # type: ignore[method-assign]
    app.url_map.converters["id"] = IdConverter
    db.init_app(app)
    with app.app_context():
        tune(db.engine)
    app.before_request(access.guard)
    access.limiter.init_app(app)
    csrf.init_app(app)
    app.register_blueprint(api)
    register_pages(app)
    front_end.serve_front_end(app)
    access.open_static(app)
    security.protect(app)
    errors.handle_errors(app)
    return app
