"""Mutation testing of the scorers: wrong answers made of right ones, each of which its scorer has to mark down."""
