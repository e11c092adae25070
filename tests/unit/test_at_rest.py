"""What a resting stack's runs found: by the key that Wireroom gives a run, not by Airflow's id of it."""

from __future__ import annotations

from at_rest import by_finds


def test_runs_are_told_apart_by_what_they_found() -> None:
    """The fifth is not known to have ended well.

    Before, no id of Airflow's was met among our keys, and each run counted as one with nothing due.
    """
    lengths = {f"scheduled__2026-11-27T0{hour}:00:00+00:00": float(hour) for hour in range(1, 6)}
    keys = [f"scheduled__2026-11-27T0{hour}-00-00-00-00" for hour in range(1, 5)]
    counts = dict(zip(keys, [(0, 0), (3, 0), (3, 2), (4, 0)], strict=True))
    found = by_finds(lengths, counts)
    assert found == {"nothing due": [1.0], "nothing new": [2.0, 4.0], "with news": [3.0]}
