"""Before a proxy is measured it must do the work: right answers, all four servers, the same headers added, connections reused."""
import http.client
import time

from . import origins as origin_servers

# The byte copier cannot read requests: it adds no header, and a client stays with one server.
KNOWS_NO_HTTP = {"floor"}


def check(proxy, shape, origins):
    problems = _check_answers(proxy, shape)
    problems += _check_reuse(proxy, origins)
    if proxy.name not in KNOWS_NO_HTTP:
        problems += _check_spread(proxy, origins) + _check_forwarded(proxy)
    if problems:
        raise RuntimeError(f"{proxy.name} is not fit to be measured with {shape.name}: " + "; ".join(problems))


def _get(connection, path, headers=None):
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def _check_answers(proxy, shape):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    headers = dict(line.split(": ", 1) for line in shape.extra_headers)
    for _ in range(3):
        status, body = _get(connection, shape.path, headers)
        if status != 200 or body != origin_servers.body_of(shape.path):
            return [f"answered {status} with {len(body)} bytes instead of 200 with {shape.body_bytes}"]
    connection.close()
    return []


def _check_reuse(proxy, origins):
    """Forty clients, one after the other: a proxy that keeps server connections opens a few of them, not forty."""
    connections, _ = origins.counts()
    for _ in range(40):
        connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
        _get(connection, "/100b")
        connection.close()
    opened = origins.counts()[0] - connections - 1          # the second question for the counts is a connection too
    return [f"opened {opened} server connections for 40 requests"] if opened > 12 else []


def _check_spread(proxy, origins):
    """Sixty requests one after the other, up to three times: who chooses by latency passes a server over for a second or two when its first answer was slow."""
    expected = {str(port).encode("ascii") for port in origins.ports}
    seen = set()
    for pause in (0, 2, 4):
        time.sleep(pause)
        connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
        seen |= {_get(connection, "/which")[1] for _ in range(60)}
        connection.close()
        if seen == expected:
            return []
    return [f"used only {len(seen)} of {len(expected)} servers"]


def _check_forwarded(proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    _, body = _get(connection, "/forwarded")
    connection.close()
    host = f"127.0.0.1:{proxy.port}"
    expected = f"127.0.0.1|http|{host}"
    received = body.decode("ascii", "replace")
    # The last part, the Host that reaches the server, is each proxy's own choice; it costs nobody anything.
    return [] if received.rsplit("|", 1)[0] == expected else [f"forwarded {received!r} instead of {expected!r}"]
