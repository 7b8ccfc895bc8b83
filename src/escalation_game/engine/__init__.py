"""The rules of a game made to run: numpy and the standard library, nothing else."""
