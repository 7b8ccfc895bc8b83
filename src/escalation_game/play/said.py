"""What the match says of itself, such as why an action is refused, so that whoever shows it can say it in another language.

Everything below the window speaks English. The author's own words are plain text; what is said here keeps its parts.
"""

from __future__ import annotations

from collections.abc import Mapping


class Said(str):
    """English words, filled in. `words` is the text before that, with fields in braces, and `fields` what goes into them.

    `many` is the form for a `count` in the fields other than one, "" where nothing is counted.
    """

    words: str
    many: str
    fields: Mapping[str, str | float]


def said(words: str, **fields: str | float) -> Said:
    """Words of the match itself; also marks them for the catalogues of the window's languages."""
    return _filled(words, "", words, fields)


def counted(one: str, many: str, count: int, **fields: str | float) -> Said:
    """Words for a number of things: `one` or `many`, each with {count}; also marks them for the catalogues."""
    return _filled(one, many, one if count == 1 else many, {"count": count, **fields})


def _filled(words: str, many: str, form: str, fields: Mapping[str, str | float]) -> Said:
    shown = {name: value if isinstance(value, str) else f"{value:g}" for name, value in fields.items()}
    told = Said(form.format(**shown))
    told.words, told.many, told.fields = words, many, fields
    return told
