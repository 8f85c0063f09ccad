"""Records in, one file that remembers them all: what was read, who corrected it, and how to find it again."""
