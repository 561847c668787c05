"""Slips, letters and short forms of a note, put right one for one so that offsets stay."""
