"""Whether what ships has changed since it was last found fine: then it need not be read again before the first page."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

WATCHED = ("scoring/**/*.yaml", "scoring/**/*.py", "town/content/**/*.yaml")


def changed() -> bool:
    """True at the first start, and after any change of content or engine."""
    kept = _kept()
    return not kept.is_file() or kept.read_text(encoding="ascii") != _digest()


def found_fine() -> None:
    _kept().write_text(_digest(), encoding="ascii")


def _kept() -> Path:
    return Path(settings.DATA_DIR) / "content-checked"


def _digest() -> str:
    found = sha256()
    for path in sorted({path for pattern in WATCHED for path in Path(settings.BASE_DIR).glob(pattern)}):
        found.update(str(path.relative_to(settings.BASE_DIR)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()
