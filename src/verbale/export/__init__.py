"""Records -> what people and programs read: JSON Lines, and minutes for the eye."""
