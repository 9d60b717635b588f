"""What happened at each step of a complaint, in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop

# What happened at a step, by the state that it came from and led to.
HAPPENED = {
    ("", "received"): gettext_noop("diterima"),
    ("received", "taken"): gettext_noop("ditangani"),
    ("taken", "taken"): gettext_noop("diambil alih"),
    ("taken", "answered"): gettext_noop("dijawab"),
    ("answered", "received"): gettext_noop("dibuka kembali"),
}
