"""Properties of the rules over generated scenarios."""
