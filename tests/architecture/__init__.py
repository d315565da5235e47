"""The house as it is meant: what may know what, how long things are, what must be said."""
