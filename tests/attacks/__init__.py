"""Whoever does not belong somewhere tries to come in, by every address, under every role, in every way."""
