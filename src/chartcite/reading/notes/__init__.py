"""From a note to facts: what was done, at what, how, and where each of it stands."""
