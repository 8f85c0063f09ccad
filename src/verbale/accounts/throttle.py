"""How often somebody may try to log in."""

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

TRIES, MINUTES = 5, 15
"""For one name from one address."""
_PAIR = RateLimitItemPerMinute(TRIES, MINUTES)
_ADDRESS = RateLimitItemPerMinute(4 * TRIES, MINUTES)
_NAME = RateLimitItemPerMinute(20 * TRIES, MINUTES)
"""High: whoever knows a name should not be able to shut its owner out from elsewhere."""
_ALL = RateLimitItemPerSecond(10)
"""Each try takes 64 MiB and a processor for a while."""


class Throttle:
    """Counts tries in memory."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, name: str, address: str) -> bool:
        """Whether one more try is allowed; it counts as made."""
        key = name.casefold()[:200]
        return (
            self._limiter.hit(_ADDRESS, "address", address)
            and self._limiter.hit(_PAIR, "pair", key, address)
            and self._limiter.hit(_NAME, "name", key)
            and self._limiter.hit(_ALL, "all")
        )

    def forget(self, name: str, address: str) -> None:
        """After a good try those before it count no more."""
        self._limiter.clear(_PAIR, "pair", name.casefold()[:200], address)
        self._limiter.clear(_ADDRESS, "address", address)
