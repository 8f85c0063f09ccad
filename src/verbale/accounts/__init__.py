"""Who may use a desk that others can reach: accounts, sessions, tokens of programs, and what was done with them."""
