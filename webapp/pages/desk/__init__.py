"""The desk: pages for whoever looks after the office. They work without script; each role sees its own rooms."""

from webapp.pages.desk import (
    acts,
    channels,
    clients,
    contested,
    disputes,
    ledger,
    links,
    old_clients,
    outages,
    overview,
    people,
    phones,
    pool,
    reception,
    reports,
    rules,
    signals,
)
from webapp.pages.desk.blueprint import pages

__all__ = [
    "acts",
    "channels",
    "clients",
    "contested",
    "disputes",
    "ledger",
    "links",
    "old_clients",
    "outages",
    "overview",
    "pages",
    "people",
    "phones",
    "pool",
    "reception",
    "reports",
    "rules",
    "signals",
]
