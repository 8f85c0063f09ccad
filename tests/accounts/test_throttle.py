"""Logging in again and again."""

from verbale.accounts.throttle import TRIES, Throttle


def test_five_tries_for_a_name_from_an_address() -> None:
    throttle = Throttle()
    assert all(throttle.allows("Ana", "192.0.2.1") for _ in range(TRIES))
    assert not throttle.allows("ANA", "192.0.2.1")
    assert throttle.allows("Ana", "192.0.2.2"), "its owner elsewhere is not shut out"


def test_an_address_cannot_try_many_names() -> None:
    throttle = Throttle()
    assert sum(throttle.allows(f"name {n}", "192.0.2.1") for n in range(200)) <= 4 * TRIES


def test_a_good_try_takes_the_count_back() -> None:
    throttle = Throttle()
    for _ in range(TRIES - 1):
        assert throttle.allows("Ana", "192.0.2.1")
    throttle.forget("Ana", "192.0.2.1")
    assert throttle.allows("Ana", "192.0.2.1")
    assert throttle.allows("Ana", "192.0.2.1")
