"""What the environment says, read once and in one place."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def data_dir() -> Path:
    """Where the database, the key and the town files of an embedded installation live."""
    folder = Path(text("DATA_DIR", str(ROOT / "var")))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, error) from None
    return folder


def unusable(folder: Path, error: OSError) -> SystemExit:
    return SystemExit(f"{folder} can't be used ({error.strerror}). Name a folder of yours: DATA_DIR=/path make play")


def secret_key(folder: Path) -> str:
    """SECRET_KEY where it is given; otherwise a key made once and kept beside the data."""
    given = text("SECRET_KEY")
    if given:
        return given
    kept = folder / "secret_key"
    try:
        # O_EXCL: of two processes starting at once only one may write the key.
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="ascii").strip()
    except OSError as error:
        raise unusable(folder, error) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
