"""Suites of cases, deterministic scoring, reports, and the baseline that a change must not worsen."""
