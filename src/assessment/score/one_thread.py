"""Linear algebra on one thread: the same bits however many processors there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

import scipy.linalg  # noqa: F401  (its library must be loaded before the libraries are looked up)
from threadpoolctl import ThreadpoolController

Given = ParamSpec("Given")
Found = TypeVar("Found")


def one_thread(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Return the function such that its matrix products and factors use one thread each time.

    Threads add up in another order, so that results would differ in their last digits between
    machines, and ties with them; and at the sizes here they cost more than they gain.
    """

    @wraps(function)
    def alone(*args: Given.args, **kwargs: Given.kwargs) -> Found:
        with _libraries().limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return alone


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
