"""The designer's bench: a scenario's own tests, in `tests.yaml` beside it."""
