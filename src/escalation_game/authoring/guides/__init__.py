"""Guides made from a scenario file: for players, teachers and designers, its sources, and a codebook."""
