"""Jobs about visits and follow-ups."""
