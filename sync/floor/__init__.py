"""What happens on the sales floor: which contacts keep a client, and how many days each kind is worth."""
