"""What a browser says it is, in two words that its owner recognises."""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that fits: Edge and Opera call themselves Chrome as well, Chrome calls itself Safari, Android Linux.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def device_of(user_agent: str) -> str:
    """Browser and system, such as "Firefox, Android"; a device that says neither is an unknown one."""
    found = [next((name for mark, name in known if mark in user_agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found)) or _("Perangkat tidak dikenal")
