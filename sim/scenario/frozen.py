"""Records that never change and go to other processes, from source and from a compiled copy alike."""

from __future__ import annotations

from typing import Any


class Frozen:
    """A frozen dataclass that is pickled as the call that makes it, as a compiled class needs it."""

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        names: dict[str, object] = type(self).__annotations__
        return type(self), tuple([getattr(self, name) for name in names])
