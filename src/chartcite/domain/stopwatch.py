"""How long each stage of a job took."""

from __future__ import annotations

from time import perf_counter


class Stopwatch:
    """Milliseconds by stage and in all; what comes after the last lap counts in the total alone."""

    def __init__(self) -> None:
        self._started = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """End a stage."""
        now = perf_counter()
        self._laps[stage] = round(1000 * (now - self._last), 2)
        self._last = now

    def times(self) -> dict[str, float]:
        """The stages in order, then `total`."""
        return {**self._laps, "total": round(1000 * (perf_counter() - self._started), 2)}
