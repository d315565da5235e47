"""How gunicorn runs the office: `gunicorn --config python:webapp.gunicorn_config --bind ADDRESS`.

The app is made once, before the workers: what is wrong with settings or keys ends the start with one sentence, and no
worker dies over it again and again. There is no access log: addresses of clients' pages are in the paths.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gunicorn.http import wsgi

from webapp.front_end import built_files

# What runs here and in which version is nobody's business.
wsgi.SERVER = "xiandeng"

wsgi_app = "webapp:create_app()"
preload_app = True
worker_class = "gthread"
workers = 2
threads = 8
#: A worker that does not even tick for so long is replaced; a slow request alone does not stop the ticking.
timeout = 60
#: How long requests that are under way may take to finish when the server stops.
graceful_timeout = 10
#: A phone asks again within seconds while it is looked at.
keepalive = 15
loglevel = "warning"
accesslog = None
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, as gunicorn advises; no content


def on_starting(_server: Any) -> None:  # noqa: ANN401 - gunicorn carries no types
    """Refuse to start without the front end."""
    built_files()


def on_exit(_server: Any) -> None:  # noqa: ANN401 - as above
    """Tell the person at the terminal that nothing runs any more."""
    print("Stopped. What was saved is in the database.", flush=True)  # noqa: T201 - that person reads it there
