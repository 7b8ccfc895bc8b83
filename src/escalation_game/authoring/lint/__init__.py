"""What is legal in a scenario and probably wrong, with evidence: `running.lint` runs every check, `codes.CODES` explains each."""
