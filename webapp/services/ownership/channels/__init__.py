"""Channels, their reports, and what they are credited with."""
