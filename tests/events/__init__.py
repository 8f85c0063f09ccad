"""What happened, read from short sentences through the whole reader."""
