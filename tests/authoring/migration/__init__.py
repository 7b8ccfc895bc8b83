"""Migration of scenario files of older formats."""
