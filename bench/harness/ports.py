"""Free loopback ports below the range from which the kernel takes the ports of clients."""
import random
import socket

_given = set()


def free_port():
    while True:
        port = random.randrange(18000, 32000)
        if port in _given:
            continue
        with socket.socket() as probe:
            # As the proxies do: a port that only waits out old connections is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _given.add(port)
        return port


def answers(port):
    """An HTTP answer, not just an accepted connection: nginx listens before its worker process is there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as client:
            client.sendall(b"GET /100b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return client.recv(16).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
