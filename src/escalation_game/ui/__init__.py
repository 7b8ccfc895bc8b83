"""The window: kit, theme, language, charts, map and screens. Reaches a match only through `play`."""
