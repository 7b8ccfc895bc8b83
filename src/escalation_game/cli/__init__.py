"""The commands: one thin module each, loaded when it is called."""
