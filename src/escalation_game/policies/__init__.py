"""What chooses for a role: from an Observation to actions."""
