"""Brings scenario files of older formats to the present one: the text itself is changed, so comments, order and quoting stay."""
