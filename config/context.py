"""What every page may read: the text size, the language's direction and this visitor's open file."""

from typing import Any

from django.http import HttpRequest

TEXT_SIZES = ("normal", "large", "larger")
TEXT_COOKIE = "gs-text"


def reading(request: HttpRequest) -> dict[str, Any]:
    size = request.COOKIES.get(TEXT_COOKIE, "normal")
    return {"text_size": size if size in TEXT_SIZES else "normal"}
