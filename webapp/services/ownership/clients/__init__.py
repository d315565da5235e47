"""Clients as agents and the desk see them."""
