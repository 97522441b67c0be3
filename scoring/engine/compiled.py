"""What a shipped document came to, kept beside it as Python keeps compiled modules.

It lies where Python puts the compiled form of a source file: in `__pycache__`, or under PYTHONPYCACHEPREFIX; and it
is written only where Python may write (PYTHONDONTWRITEBYTECODE, a folder that is read-only). So there is no second
place to name, to clear or to guard: whoever can write there can change the engine's own compiled code already.

What is kept is plain data as JSON under a key. A form whose key is another, or of which one byte has changed, is as
good as none: the document is read again.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from threading import get_ident
from typing import Any

ENGINE = Path(__file__).parent


def key_of(*parts: str | bytes) -> str:
    """What a kept form answers to: this engine, and everything it was made from."""
    whole = sha256(_engine().encode())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(content) + content)
    return whole.hexdigest()


@cache
def _engine() -> str:
    return " ".join(stamp_of(entry) for entry in sorted(ENGINE.glob("*.py")))


def stamp_of(module: Path) -> str:
    """A module by size and whole seconds, by which Python too tells whether its compiled form is stale."""
    found = module.stat()
    return f"{module.name}:{found.st_size}:{int(found.st_mtime)}"


def place_of(source: Path, form: str) -> Path:
    """Where a form of a document lies that is kept; one document may have several."""
    return Path(cache_from_source(str(source.absolute()))).with_name(f"{source.name}.{form}.json")


def kept(source: Path, form: str, key: str) -> Any:
    """The plain data kept under this key, or None."""
    try:
        head, body = place_of(source, form).read_bytes().split(b"\n", 1)
    except (OSError, ValueError, NotImplementedError):  # the last: an interpreter that keeps nothing compiled
        return None
    return json.loads(body) if head == _head(key, body) else None


def keep(source: Path, form: str, key: str, data: Any) -> None:
    """Keep plain data; where that cannot be, nothing is kept. Two processes may do it at once."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, NotImplementedError, TypeError, ValueError):  # the last two: what JSON cannot say
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        if json.loads(body) == data:  # a key that is a number would come back as text
            _write(place_of(source, form), _head(key, body) + b"\n" + body)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}-{get_ident()}")  # each writer its own; the last one stays
    try:
        draft.write_bytes(content)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
