"""The desk: pages for whoever looks after the office. They work without script; each role sees its own rooms."""

from webapp.pages.desk import (
    channels,
    clients,
    contested,
    links,
    old_clients,
    overview,
    people,
    phones,
    reception,
    reports,
    rules,
    signals,
)
from webapp.pages.desk.blueprint import pages

__all__ = [
    "channels",
    "clients",
    "contested",
    "links",
    "old_clients",
    "overview",
    "pages",
    "people",
    "phones",
    "reception",
    "reports",
    "rules",
    "signals",
]
