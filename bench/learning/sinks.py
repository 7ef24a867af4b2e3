"""What receives the words of the escalation: a webhook and a mail server on loopback, which keep what they are told."""
import http.server
import json
import socketserver
import threading


class Sinks:
    """From `with` to its end; `webhooks` and `mails` are what came."""

    def __init__(self, host):
        self.webhooks, self.mails = [], []
        self._servers = [_Http((host, 0), self.webhooks), _Mail((host, 0), self.mails)]

    @property
    def webhook_address(self):
        return "{}:{}".format(*self._servers[0].server_address)

    @property
    def mail_address(self):
        return "{}:{}".format(*self._servers[1].server_address)

    def __enter__(self):
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Http(http.server.ThreadingHTTPServer):
    def __init__(self, address, kept):
        self.kept = kept
        super().__init__(address, _Post)


class _Post(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.kept.append(json.loads(body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class _Mail(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address, kept):
        self.kept = kept
        super().__init__(address, _Talk)


class _Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    def handle(self):
        self._say("220 sink")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.kept.append(self._read_mail())
                self._say("250 kept")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _read_mail(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b".\n", b""):
            lines.append(line.decode("utf-8", "replace").rstrip("\r\n"))
        return "\n".join(lines)

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode("ascii"))
