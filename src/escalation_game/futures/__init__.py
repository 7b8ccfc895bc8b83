"""Many futures of one game: runs over worker processes, belief, forecasts. Always the same engine as the match on the screen."""
