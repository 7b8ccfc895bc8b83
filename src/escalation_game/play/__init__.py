"""One match: choosing, ending turns, going back, branching; what each role can see of it, and why."""
