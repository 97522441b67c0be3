"""The screens that journeys are taken on: each on its own first screen in every run, on both with JOURNEYS=all."""

import os
from typing import Any

import pytest

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
NAMES = {"phone": PHONE, "desktop": DESKTOP}


def on_screens(*names: str, argument: str = "screen") -> pytest.MarkDecorator:
    """Take a journey on the first of these screens, or on all of them (make test-journeys)."""
    chosen = names if os.environ.get("JOURNEYS") == "all" else names[:1]
    return pytest.mark.parametrize(argument, [NAMES[name] for name in chosen], ids=chosen)
