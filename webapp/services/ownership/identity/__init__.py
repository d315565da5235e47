"""One client under several numbers."""
