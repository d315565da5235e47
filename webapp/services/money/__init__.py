"""Reserved for deals, shares and commissions."""
