"""Whole numbers as a learner types them, and the sentence for what is none."""

from __future__ import annotations

from django.utils.translation import gettext as _

MOST_DIGITS = 7
SHOWN = 12


def whole_number(text: str) -> int | None:
    """None for what is no whole number. A true minus counts as one."""
    digits = text.strip().replace("−", "-", 1)
    negative = digits.startswith("-")
    digits = digits.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        return None
    return -int(digits) if negative else int(digits)


def not_a_number(text: str, low: int, high: int) -> str:
    if not text.strip():
        return _("Nothing is written here. Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}
    words = _("“%(text)s” does not fit here. Write a whole number from %(low)s to %(high)s.")
    return words % {"text": text.strip()[:SHOWN], "low": low, "high": high}
