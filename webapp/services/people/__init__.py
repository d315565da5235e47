"""Jobs about people, their sessions and their phones."""
