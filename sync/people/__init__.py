"""Roles, and which field of a client each of them sees."""
