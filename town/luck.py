"""Chance that depends on nothing but its key.

Every draw names what it is for: (seed, persona, day, scene, purpose). So one changed choice leaves everybody's
other luck as it was, and a life can be repeated in any process, on any machine.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

Key = str | int


def number(*key: Key) -> int:
    """A whole number of 128 bits that belongs to this key."""
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in key)
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=16).digest(), "big")


def below(limit: int, *key: Key) -> int:
    """A whole number from 0 to limit - 1. 128 bits make the unevenness too small to matter."""
    return number(*key) % limit


def between(low: int, high: int, *key: Key) -> int:
    """A whole number from low to high, both included."""
    return low + below(high - low + 1, *key)


def name(prefix: str, *key: Key) -> str:
    """A short name that tells nothing about its key."""
    return f"{prefix}{number('name', *key) % 16**12:012x}"


def stream(*key: Key) -> np.random.Generator:
    """Many draws at once, for a whole town."""
    return np.random.Generator(np.random.Philox(key=number("stream", *key)))
