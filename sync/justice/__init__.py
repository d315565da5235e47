"""The client's own word, the evidence laid side by side, and what a manager decides on it."""
