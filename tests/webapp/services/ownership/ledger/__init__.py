"""The ledger and its check."""
