"""From a question to facts: what is asked, about which procedure, for whom, where and when."""
