"""Work told by a verb and the thing that it is done to."""

from __future__ import annotations

from chartcite.domain.record import Record, Strings


class Acts(Record):
    """Verbs and the things that they are done to, each of which with each other names a way of treating ("divided the ligament")."""

    verbs: Strings
    things: Strings

    @property
    def names(self) -> tuple[str, ...]:
        """The verb before its thing and behind it."""
        ways = (
            "{0} {1}",
            "{0} the {1}",
            "{1} {0}",
            "{1} was {0}",
            "{1} is {0}",
            "{1} were {0}",
            "{0} of {1}",
            "{0} of the {1}",
        )
        return tuple(way.format(verb, thing) for verb in self.verbs for thing in self.things for way in ways)
