"""Reserved for deals, shares and commissions: ownership is ruled without looking at money."""
