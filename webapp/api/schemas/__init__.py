"""Shapes of the wire: dict to frozen value on the way in, value to dict on the way out."""
