"""What a browser may do with our pages: nothing but load our own files and send our own forms."""

from typing import Final

from flask import Flask, Response

CONTENT_SECURITY_POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_ONE_YEAR: Final = "max-age=31536000"


def install_security_headers(app: Flask, *, https_only: bool) -> None:
    """Set the headers on every answer; a view that set one of them (say Cache-Control) keeps its own."""
    headers = dict(_HEADERS)
    if https_only:
        headers["Strict-Transport-Security"] = _ONE_YEAR

    wanted = [(name.lower(), name, value) for name, value in headers.items()]

    def add(response: Response) -> Response:
        present = {name.lower() for name, _ in response.headers}
        for lowered, name, value in wanted:
            if lowered not in present:
                response.headers.add(name, value)
        return response

    app.after_request(add)
