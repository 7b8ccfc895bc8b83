"""The map of the theatre: what it is made of, where things go on it, how it is drawn."""
