"""The figures of a procedure as one writes them: 80 °C, 75 s, 6 %."""

from __future__ import annotations

from collections.abc import Mapping

from chartcite.rendering.document import words

_MEASURES = {"temperature_c": "{} °C", "seconds": "{} s", "volume_ml": "{} mL", "concentration_pct": "{} %"}
_COUNTED = "_count"
_SHOWN_ELSEWHERE = frozenset({"target_count", "muscles_per_limb", "limbs_many", "limbs_few"})
"""The count of targets has a column of its own; the others are steps towards it."""


def parameters_said(parameters: Mapping[str, object]) -> list[str]:
    """Each parameter in words; `parameters` as in the critique's JSON."""
    return [_said(name, value) for name, value in parameters.items() if name not in _SHOWN_ELSEWHERE]


def _said(name: str, value: object) -> str:
    if isinstance(value, list | tuple):
        return f"{words(name)} {', '.join(str(part).replace('-', ' ') if name == 'agents' else str(part) for part in value)}"
    figure = f"{value:g}" if isinstance(value, float) else str(value)
    if name in _MEASURES:
        return _MEASURES[name].format(figure)
    if name.endswith(_COUNTED):
        return f"{words(name.removesuffix(_COUNTED))}s: {figure}"
    return f"{words(name)} {figure}"
