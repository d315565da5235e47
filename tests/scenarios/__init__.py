"""What an office would say: facts told in its own words, and what the rules and the served app must both answer."""
