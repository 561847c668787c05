"""From text to facts: what a question or a note says, each value with its span."""
