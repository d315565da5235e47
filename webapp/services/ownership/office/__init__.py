"""What the office does to clients: the open pool, deals, departures, outages, old clients."""
