"""The desk: pages for whoever looks after the office. They work without script; each role sees its own rooms."""

from webapp.pages.desk import clients, contested, overview, people, phones, reception, rules, signals
from webapp.pages.desk.blueprint import pages

__all__ = ["clients", "contested", "overview", "pages", "people", "phones", "reception", "rules", "signals"]
