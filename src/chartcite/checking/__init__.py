"""The wall: nothing is shown that is not carried by a verbatim quote of a stored passage."""
