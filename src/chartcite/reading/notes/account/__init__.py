"""What the account of a note tells: targets, sides, techniques and figures, gathered into procedures."""
