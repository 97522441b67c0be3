"""Results that are kept by key while somebody looks at them: the last few, each made once whoever asks how often."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from threading import Lock
from typing import Any, Generic, TypeVar

R = TypeVar("R")


class Kept:
    """The last few results by key. Safe for several threads; two that ask at once may both work."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._found)

    def get(self, key: Hashable) -> Any:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > self.most:
                self._found.popitem(last=False)


class Once(Generic[R]):
    """A function whose results are kept: many of small towns, few of large ones. Two who ask for the same at once wait
    for one and the same piece of work.

    A rulebook among the arguments is kept by its digest alone. `most` says how many are kept, by the number of citizens
    from which on it holds; `at` is the place of that number among the arguments, all of which are given by position.
    """

    def __init__(self, make: Callable[..., R], most: Mapping[int, int], *, at: int) -> None:
        self._make, self._at = make, at
        self._shelves = {least: Kept(number) for least, number in sorted(most.items(), reverse=True)}
        self._under_way: dict[Hashable, Future[R]] = {}
        self._lock = Lock()

    def __call__(self, *given: Any) -> R:
        """What is kept, or is made now. An error is raised to everybody who waits, and nothing is kept of it."""
        key, shelf = _key(given), self._shelf(given)
        with self._lock:
            found = shelf.get(key)
            if found is not None:
                return found  # type: ignore[no-any-return]  # a shelf holds what `make` gave
            begun = self._under_way.get(key)
            work = self._under_way.setdefault(key, Future())
        return begun.result() if begun is not None else self._made(given, shelf, work)

    def ready(self, *given: Any) -> bool:
        return self._shelf(given).get(_key(given)) is not None

    def held(self) -> list[int]:
        """How many are kept, of the largest towns first."""
        return [len(shelf) for shelf in self._shelves.values()]

    def _made(self, given: tuple[Any, ...], shelf: Kept, work: "Future[R]") -> R:
        key = _key(given)
        try:
            found = self._make(*given)
        except BaseException as error:
            work.set_exception(error)
            raise
        else:
            shelf.put(key, found)
            work.set_result(found)
            return found
        finally:
            with self._lock:
                del self._under_way[key]

    def _shelf(self, given: tuple[Any, ...]) -> Kept:
        citizens = given[self._at]
        return next(shelf for least, shelf in self._shelves.items() if citizens >= least)


def _key(given: tuple[Any, ...]) -> tuple[Hashable, ...]:
    """A rulebook's digest stands for it, so that keys hold no documents."""
    return tuple(getattr(each, "digest", each) for each in given)
