"""Pages."""

from flask import Flask


def register_pages(app: Flask) -> None:
    """Temporary."""
