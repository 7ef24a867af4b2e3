"""Clients of Python against the gateway: client.py URL SCENARIO. Every surprise is an assertion."""
import gzip
import http.client
import socket
import sys
import urllib.error
import urllib.parse
import urllib.request

URL = sys.argv[1]
HOST, PORT = urllib.parse.urlparse(URL).hostname, urllib.parse.urlparse(URL).port
SIZES = {"/100": 100, "/10k": 10_000, "/5M": 5_000_000}
LETTERS = bytes(range(ord("a"), ord("z") + 1))
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))


def pattern(size, start=0):
    return (LETTERS * ((start + size) // 26 + 1))[start:start + size]


def connect():
    return http.client.HTTPConnection(HOST, PORT, timeout=30)


def kept_connection():
    connection = connect()
    connection.connect()
    first = connection.sock
    for path, size in list(SIZES.items()) * 20:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        assert answer.read() == pattern(size), path
    assert connection.sock is first, "the connection was not kept"


def urllib_bodies():
    for path, size in SIZES.items():
        with urllib.request.urlopen(URL + path, timeout=30) as answer:
            assert answer.read() == pattern(size), path
    with urllib.request.urlopen(URL + "/origin/chunked/300000", timeout=30) as answer:
        assert answer.headers["Transfer-Encoding"] == "chunked"
        assert answer.read() == pattern(300_000)
    request = urllib.request.Request(URL + "/post", data=b"a=b", method="POST")
    assert urllib.request.urlopen(request, timeout=30).read() == b"taken\n"


def head_and_missing():
    connection = connect()
    for _ in range(3):
        connection.request("HEAD", "/10k")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Length"], answer.read()) == (200, "10000", b"")
        connection.request("GET", "/missing")
        answer = connection.getresponse()
        assert answer.status == 404 and b"nginx" in answer.read()
    try:
        urllib.request.urlopen(URL + "/missing", timeout=30)
        raise AssertionError("no error")
    except urllib.error.HTTPError as error:
        assert error.code == 404


def ranges_and_gzip():
    connection = connect()
    connection.request("GET", "/5M", headers={"Range": "bytes=100-199"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Range"]) == (206, "bytes 100-199/5000000")
    assert answer.read() == pattern(100, 100)
    connection.request("GET", "/10k", headers={"Range": "bytes=0-9,100-109"})
    answer = connection.getresponse()
    assert answer.status == 206 and "multipart/byteranges" in answer.headers["Content-Type"]
    assert pattern(10, 100) in answer.read()
    connection.request("GET", "/text.txt", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.read()) == pattern(50_000)
    connection.request("GET", "/100")
    tag = connection.getresponse()
    tag.read()
    connection.request("GET", "/100", headers={"If-None-Match": tag.headers["ETag"]})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (304, b"")
    connection.request("GET", "/100")
    assert connection.getresponse().read() == pattern(100)


def upload():
    connection = connect()
    body = pattern(50_000_000)
    connection.request("PUT", "/put/python", body=body)
    answer = connection.getresponse()
    answer.read()
    assert answer.status in (201, 204), answer.status
    connection.request("GET", "/put/python")
    assert connection.getresponse().read() == body
    connection.request("POST", "/origin/echo", body=body[:1_000_000])
    answer = connection.getresponse()
    answer.read()
    assert answer.headers["X-Received-Bytes"] == "1000000"


def chunked_upload():
    connection = connect()
    for count in (0, 1, 1000):
        connection.request("POST", "/origin/echo", body=(pattern(1 + i % 7000) for i in range(count)), encode_chunked=True,
                           headers={"Transfer-Encoding": "chunked"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        assert int(answer.headers["X-Received-Bytes"]) == sum(1 + i % 7000 for i in range(count))


def read_answers(connection, count):
    data = b""
    answers = []
    while len(answers) < count:
        more = connection.recv(65536)
        assert more, "closed after %d of %d answers" % (len(answers), count)
        data += more
        while b"\r\n\r\n" in data:
            head, rest = data.split(b"\r\n\r\n", 1)
            fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
            length = int(fields[b"Content-Length"])
            if len(rest) < length:
                break
            answers.append((head.split(b" ")[1], rest[:length]))
            data = rest[length:]
    assert data == b"", "more than was asked for"
    return answers


def pipelined():
    requests, expected = b"", []
    for i in range(300):
        size = i % 97
        requests += b"GET /origin/bytes/%d HTTP/1.1\r\nHost: a\r\n\r\n" % size
        expected.append((b"200", pattern(size)))
        requests += b"POST /origin/bytes/5 HTTP/1.1\r\nHost: a\r\nContent-Length: 31\r\n\r\nGET / HTTP/1.1\r\nHost: b\r\n\r\nabc\n"
        expected.append((b"200", pattern(5)))
    with socket.create_connection((HOST, PORT), timeout=30) as connection:
        connection.sendall(requests)
        assert read_answers(connection, 600) == expected


def split_everywhere():
    request = b"POST /origin/bytes/7 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    with socket.create_connection((HOST, PORT), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for cut in range(1, len(request)):
            connection.sendall(request[:cut])
            connection.sendall(request[cut:])
            assert read_answers(connection, 1) == [(b"200", pattern(7))], cut


def half_closed():
    """A client that has said all it wants to say still gets its answer."""
    for path, size in SIZES.items():
        with socket.create_connection((HOST, PORT), timeout=30) as connection:
            connection.sendall(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path.encode())
            connection.shutdown(socket.SHUT_WR)
            data = b""
            while more := connection.recv(65536):
                data += more
            assert data.startswith(b"HTTP/1.1 200") and data.split(b"\r\n\r\n", 1)[1] == pattern(size), path


globals()[sys.argv[2]]()
