"""A reading and its cast go in; events, statements and what decided each of their fields come out."""
