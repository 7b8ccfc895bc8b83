"""One match: deciding, seeing, keeping, going back."""
