"""A table of people read at once."""
