"""Jobs about entries, claims and rulings."""
