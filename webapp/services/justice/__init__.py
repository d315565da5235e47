"""Jobs about the client's word, tickets, signals and decisions."""
