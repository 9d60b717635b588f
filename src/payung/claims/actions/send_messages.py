"""Hand the messages that wait over to the gateway: a POST of JSON, each under a key of its own that the gateway knows it by.

A message is tried inside the transaction that notes how it went, with its row locked: two workers never try the same one, and
whatever dies in between leaves it queued. It is then sent again under the same key, which the gateway takes once.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError

from lokal.phone import normalize_phone

from payung.access.queries import OPERATOR, seeing
from payung.claims.models import ClaimMessage
from payung.units.region import Area

# How long it rests after each try that went wrong; after the last it is given up.
PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 480, 1440))
# What is older than this when its turn comes is no news any more: nobody is woken by the past of an installation.
NEWS = timedelta(days=3)
# The gateway, not the number, is at fault: not let in, another address, too much at once, the same key under way.
_TO_BE_TRIED_AGAIN = (401, 403, 404, 405, 408, 409, 425, 429)
# One round neither floods the gateway nor keeps the worker from its lists.
_MOST, _LONGEST = 100, timedelta(seconds=20)
# Plain letters, so that one message holds it. Neither a name, nor a sum, nor what somebody died of.
TEXTS = {
    "reported": "Payung: laporan diterima. Nomor klaim {number}. Simpan nomor ini.",
    "papers": "Payung: klaim {number} masih menunggu surat. Tanyakan surat yang kurang di kantor desa.",
    "approved": "Payung: klaim {number} disetujui. Pembayaran sedang disiapkan.",
    "refused": "Payung: klaim {number} belum disetujui. Tanyakan alasannya dan cara banding di kantor desa.",
    "paid": "Payung: klaim {number} sudah dibayar. Periksa rekening penerima.",
}


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where messages are handed over: an http or https address, and the token that lets in (empty for none)."""

    url: str
    token: str = ""
    seconds: float = 10.0


@dataclass(slots=True)
class Round:
    """How many messages the gateway took, how many are tried again later, and how many were given up."""

    handed_over: int = 0
    again: int = 0
    given_up: int = 0


class _NoWayAround(urllib.request.HTTPRedirectHandler):
    """A number goes to the address that was set and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoWayAround)


def _hand_over(message: ClaimMessage, to: str, gateway: Gateway) -> str:
    """Nothing where the gateway took it; else why not."""
    said = {"to": to, "text": TEXTS[message.kind].format(number=message.claim.number), "key": str(message.key)}
    heads = {"Content-Type": "application/json", "Idempotency-Key": str(message.key)}
    if gateway.token:
        heads["Authorization"] = f"Bearer {gateway.token}"
    request = urllib.request.Request(  # noqa: S310 - the address is set by whoever runs this installation
        gateway.url, json.dumps(said).encode(), heads
    )
    try:
        with _OPENER.open(request, timeout=gateway.seconds) as answer:
            answer.read(1_000)
    except HTTPError as error:
        error.close()
        at_fault = error.code < 400 or error.code >= 500 or error.code in _TO_BE_TRIED_AGAIN
        return "gateway-error" if at_fault else "number-refused"
    except TimeoutError:
        return "timeout"
    except (OSError, HTTPException):
        return "unreachable"
    return ""


def _note(message: ClaimMessage, why: str, at: datetime) -> None:
    """How it ended, or when it is tried again."""
    if not why:
        message.state, message.handed_over_at, message.failed_why = "handed-over", at, ""
    elif why in ("number-refused", "no-number", "too-old"):
        message.state, message.failed_why = "given-up", why
    elif message.tries > len(PAUSES):
        message.state, message.failed_why = "given-up", "tried-too-often"
    else:
        message.next_at, message.failed_why = at + PAUSES[message.tries - 1], why
    message.save(update_fields=["state", "tries", "next_at", "handed_over_at", "failed_why"])


def _next(at: datetime) -> ClaimMessage | None:
    """The message whose turn it is, kept from other workers until the end of the transaction."""
    waiting = ClaimMessage.objects.select_for_update(skip_locked=True, of=("self",)).select_related(
        "claim", "report", "heir"
    )
    return waiting.filter(state="queued", next_at__lte=at).order_by("next_at", "id").first()


def _send(message: ClaimMessage, gateway: Gateway, at: datetime) -> str:
    to = normalize_phone(message.phone)
    if to is None:
        return "no-number"
    if message.tries == 0 and message.written_at < at - NEWS:
        return "too-old"
    message.tries += 1
    return _hand_over(message, to, gateway)


def send_messages(*, gateway: Gateway, clock: Callable[[], datetime]) -> Round:
    """One round: whatever is due, until nothing is left, the gateway does not answer, or the round has lasted long enough."""
    done, began = Round(), clock()
    for _ in range(_MOST):
        at = clock()
        if at - began > _LONGEST:
            break
        with seeing(Area(""), by=OPERATOR):
            message = _next(at)
            if message is None:
                break
            why = _send(message, gateway, at)
            _note(message, why, at)
        done.handed_over += message.state == "handed-over"
        done.given_up += message.state == "given-up"
        done.again += message.state == "queued"
        if why in ("timeout", "unreachable"):
            break
    return done
