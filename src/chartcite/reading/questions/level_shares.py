"""Which levels of a text belong to which procedure, when it tells of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chartcite.domain.text import Mention
from chartcite.reading.text.levels import LevelScale
from chartcite.reading.text.procedures import Draft

_JOINTS = "joint_count"
_LISTED = re.compile(r"[\s,;/&+]*(?:and)?\s*", re.I)  # between the levels of a list


def own_text(text: str, draft: Draft, drafts: Sequence[Draft], scale: LevelScale) -> str:
    """The text with all blanked but the part in which a draft's levels stand.

    Levels stand before their targets ("L4 and L5 medial branches") or after them ("medial branches at L4 and L5"): before,
    when some stand before the first target. With one draft that has targets, or one part without levels, all are its own.
    """
    ordered = sorted((d for d in drafts if d.targets), key=lambda d: d.targets[0].span.start)
    if len(ordered) < 2 or draft not in ordered:
        return text
    starts = [min(m.span.start for m in d.targets) for d in ordered]
    ends = [max(m.span.end for m in d.targets) for d in ordered]
    if any(later <= earlier for earlier, later in zip(ends, starts[1:], strict=False)):
        return text
    leading = bool(scale.pattern().search(text, 0, starts[0]))
    parts = (
        list(zip([0, *ends[:-1]], ends, strict=True))
        if leading
        else list(zip(starts, [*starts[1:], len(text)], strict=True))
    )
    if not all(scale.pattern().search(text, first, last) for first, last in parts):
        return text
    first, last = parts[ordered.index(draft)]
    return " " * first + text[first:last] + " " * (len(text) - last)


def joints_told(text: str, mentions: Sequence[Mention], scale: LevelScale) -> int | None:
    """How many joints a text lists as such ("L3 to L5 branches for the L4-5 and L5-S1 joints"), though it names nerves too."""
    spans = scale.read(text, as_nerves=False).spans
    pairs: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.kind != "counted" or mention.value != _JOINTS:
            continue
        start = mention.span.start
        for span in sorted((s for s in spans if s.end <= start), reverse=True):
            if not _LISTED.fullmatch(text[span.end : start]):
                break
            start = span.start
        pairs |= set(scale.read(text[start : mention.span.start], as_nerves=False).pairs)
    return len(pairs) or None
