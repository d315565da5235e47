"""What phones send and fetch: batches checked, read, related, applied, and the feed."""
