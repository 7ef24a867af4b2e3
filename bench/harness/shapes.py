"""What is asked and answered. The first shape is the headline."""
from dataclasses import dataclass

HEADLINE = "keepalive-100b"


@dataclass(frozen=True)
class Shape:
    name: str
    path: str
    body_bytes: int
    fresh_connections: bool = False
    extra_headers: tuple = ()
    big_bodies: bool = False

    def request(self, port):
        lines = [f"GET {self.path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *self.extra_headers, "", ""]
        return "\r\n".join(lines).encode("ascii")


def _browser_like_headers():
    """39 headers, with Host 40, about 2 kB: what a browser, a tracing library and a content network add up to."""
    known = [
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
        "Accept-Language: en-GB,en;q=0.9,de;q=0.8,fr;q=0.7",
        "Accept-Encoding: gzip, deflate, br",
        "Cache-Control: max-age=0",
        "Cookie: session=8f1d2c3b4a5968778695a4b3c2d1e0f0; theme=dark; visit=2f1c8a90b7; consent=necessary",
        "Referer: https://shop.example.com/catalogue/shoes?colour=blue&size=42",
        "Sec-Fetch-Dest: document",
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Site: same-origin",
        "Upgrade-Insecure-Requests: 1",
        "DNT: 1",
        "Priority: u=0, i",
        "Origin: https://shop.example.com",
        "If-None-Match: \"33a64df551425fcc55e4d42a148795d9\"",
        "Traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "Tracestate: vendor=t61rcWkgMzE",
        "X-Api-Version: 2024-11-01",
        "X-Client-Build: 4711",
    ]
    filler = [f"X-Application-Detail-{number:02d}: value-{number:02d}-0123456789abcdef" for number in range(39 - len(known))]
    return tuple(known + filler)


SHAPES = [
    Shape(HEADLINE, "/100b", 100),
    Shape("body-10kb", "/10kb", 10_000),
    Shape("body-1mb", "/1mb", 1_000_000, big_bodies=True),
    Shape("new-connection", "/100b", 100, fresh_connections=True),
    Shape("headers-40", "/headers", 100, extra_headers=_browser_like_headers()),
]
