"""The ledger: leaves, heads, proofs, and the check of all of it."""
