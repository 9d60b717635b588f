"""What a browser is told never to do with our pages: run a script that is not our file, frame them, send forms elsewhere."""

from __future__ import annotations

from csp.constants import NONE, SELF

from payung.config.oidc import oidc_origin

# Nothing is allowed but what is named here; no inline script, no inline style, no eval, no other server.
CONTENT_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        # The button of an identity provider is a form as well, and leads there.
        "form-action": [SELF, *oidc_origin()],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

_FORBIDDEN = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
# Passkeys are the one power of the browser that a page of ours may ask for.
_OWN = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{power}=()" for power in _FORBIDDEN), *(f"{power}=(self)" for power in _OWN)])

TWO_YEARS = 2 * 365 * 24 * 60 * 60
