"""Shares, commission plans and statements, in integer fen.

Ownership is ruled without looking at money, so the arrow points one way only: rules in this room may read a tenure,
no rule of ownership may read anything here.
"""
