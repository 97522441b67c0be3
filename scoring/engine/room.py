"""Room for a town's matrix of points, taken again once nobody holds it.

A system hands out new memory page by page: at 100,000 citizens that takes four times as long as writing it full of
zeros. Three matrices at most wait for somebody to need them.
"""

from __future__ import annotations

from threading import Lock
from weakref import ref

import numpy as np

from scoring.engine.columns import Array

LEAST = 1 << 22  # bytes; smaller ones come from memory that the process has already
MOST = 3


class _Room:
    """Memory, and who holds it: every view of an array holds that array, and so does whoever works with a part."""

    def __init__(self, size: int) -> None:
        self.memory = bytearray(size)
        self.holder: ref[Array] | None = None

    @property
    def free(self) -> bool:
        return self.holder is None or self.holder() is None

    def hand_out(self, shape: tuple[int, ...], number: np.dtype[np.signedinteger]) -> Array:
        whole = np.frombuffer(self.memory, number, count=int(np.prod(shape)))
        self.holder = ref(whole)
        return whole.reshape(shape)


_rooms: list[_Room] = []
_lock = Lock()


def room_for(shape: tuple[int, ...], number: np.dtype[np.signedinteger]) -> Array:
    """An array of this shape; what stands in it means nothing yet."""
    size = int(np.prod(shape)) * number.itemsize
    if size < LEAST:
        return np.empty(shape, number)
    with _lock:
        found = next((room for room in _rooms if room.free and size <= len(room.memory) <= 2 * size), None)
        if found is None:
            found = _Room(size)
            _rooms.append(found)
            _forget()
        return found.hand_out(shape, number)


def copy_of(matrix: Array) -> Array:
    copy = room_for(matrix.shape, matrix.dtype)
    np.copyto(copy, matrix)
    return copy


def _forget() -> None:
    """Of a room that somebody holds the memory stays with them; of one that is free it is given back."""
    del _rooms[:-MOST]


def give_back() -> None:
    """All rooms that wait: who asks next takes new memory, as a bench of memory wants it."""
    with _lock:
        _rooms.clear()
