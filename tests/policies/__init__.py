"""What chooses for a role."""
