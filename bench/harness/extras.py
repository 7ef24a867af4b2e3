"""Figures that are not a rate: memory of idle clients, and the time from exec to the first answer."""
import socket
import statistics
import time

from . import load, proxies, rounds
from .shapes import HEADLINE, SHAPES

IDLE_CLIENTS = 8000
# Holds two descriptors for each client, the server's as well: it has no idle clients to speak of.
NOT_FOR_IDLE = {"floor"}
SHAPE = next(shape for shape in SHAPES if shape.name == HEADLINE)


def idle_memory(names, origins, options, settings):
    """Resident bytes for each of 8,000 clients that sent one request and then wait, kept connection open."""
    result = {}
    for name in (name for name in names if name not in NOT_FOR_IDLE):
        rounds.progress(f"memory of {IDLE_CLIENTS} idle clients: {name}")
        with proxies.Proxy(name, origins, SHAPE, options) as proxy:
            # Warm first: buffers and pools that are there without any idle client do not count.
            load.run(proxy, SHAPE, origins, settings)
            before = proxy.running.resident_kib()
            clients = [_one_request(proxy.port) for _ in range(IDLE_CLIENTS)]
            time.sleep(1)
            after = proxy.running.resident_kib()
            gone = sum(_is_closed(client) for client in clients)
            for client in clients:
                client.close()
        result[name] = {"bytes_per_client": round((after - before) * 1024 / IDLE_CLIENTS), "before_kib": before,
                        "after_kib": after, "closed_by_proxy": gone}
    rounds.progress("")
    return result


def start_times(names, origins, options, settings):
    """Milliseconds from exec until the first whole answer, on both processors; median."""
    result = {}
    for name in names:
        rounds.progress(f"start: {name}")
        result[name] = round(statistics.median(_start_once(name, origins, options) for _ in range(settings.rounds)), 1)
    rounds.progress("")
    return result


def _start_once(name, origins, options):
    # The command is made ready first: what counts is exec to answer, not writing a configuration.
    began = time.monotonic()
    proxy = proxies.Proxy(name, origins, SHAPE, options, processors={0, 1})
    try:
        while time.monotonic() < began + 30:
            try:
                _one_request(proxy.port).close()
                return (time.monotonic() - began) * 1000
            except OSError:
                time.sleep(0.001)
        raise RuntimeError(f"{name} did not answer within 30 s:\n{proxy.running.last_words()}")
    finally:
        proxy.stop()


def _one_request(port):
    client = socket.create_connection(("127.0.0.1", port), timeout=5)
    client.sendall(SHAPE.request(port))
    answer = b""
    while b"\r\n\r\n" not in answer or len(answer.partition(b"\r\n\r\n")[2]) < SHAPE.body_bytes:
        piece = client.recv(4096)
        if not piece:
            raise OSError("closed before the answer was whole")
        answer += piece
    return client


def _is_closed(client):
    client.setblocking(False)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
