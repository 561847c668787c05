"""Rules over the facts of a question or note: codes, units, modifiers, coverage, findings, what is missing."""
