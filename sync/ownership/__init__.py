"""Who owns a client: identity, capture time, claims, tenures, rulings and their explanation."""
