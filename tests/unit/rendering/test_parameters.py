"""Figures of a procedure are written as people write them."""

from __future__ import annotations

import pytest

from chartcite.rendering.parameters import parameters_said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("temperature_c", 80.0, "80 °C"),
        ("seconds", 90.0, "90 s"),
        ("volume_ml", 1.5, "1.5 mL"),
        ("concentration_pct", 6, "6 %"),
        ("agents", ["warm-water", "brine"], "agents warm water, brine"),
        ("levels", ["F2", "F3-F4"], "levels F2, F3-F4"),
        ("fin_count", 2.0, "fins: 2"),
        ("fin_width", "9", "fin width 9"),
    ],
)
def test_a_figure_is_said_with_its_measure(name: str, value: object, said: str) -> None:
    assert parameters_said({name: value}) == [said]


def test_the_count_of_targets_is_left_to_its_own_column() -> None:
    assert parameters_said({"target_count": 3.0}) == []
