"""Many futures of one game."""
