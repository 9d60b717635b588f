"""Backups: made, sealed, proven by restoring them, and taken back. One file a step."""
