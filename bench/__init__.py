"""Measurements, each beside its limit: `python -m bench` from the checkout's root."""
