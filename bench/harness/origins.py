"""The servers behind every proxy: one nginx on four ports, on the load's processor."""
import os
import urllib.request

from . import machine, paths, ports, processes

BODY_100 = "0123456789" * 10


class Origins:
    def __init__(self):
        self.ports = [ports.free_port() for _ in range(4)]
        self.status_port = ports.free_port()
        self.values = {f"SERVER_{index + 1}": port for index, port in enumerate(self.ports)}
        _write_bodies()
        config = paths.fill_template("origin-nginx.conf", {
            **self.values, "WORK": paths.WORK, "STATUS_PORT": self.status_port, "BODY_100": BODY_100})
        self.running = processes.Running(
            "origin", [machine.find("nginx"), "-e", f"{paths.WORK}/origin-error.log", "-p", paths.WORK, "-c", config],
            {processes.LOAD_PROCESSOR})
        processes.wait_until(lambda: ports.answers(self.ports[0]), 5, "the origin servers' start", self.running)

    def counts(self):
        """(connections accepted, requests handled) since start."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.status_port}/status", timeout=5) as answer:
            numbers = answer.read().decode("ascii").splitlines()[2].split()
        return int(numbers[0]), int(numbers[2])


def body_of(path):
    size = {"/100b": 100, "/headers": 100, "/10kb": 10_000, "/1mb": 1_000_000}[path]
    return (BODY_100 * (size // 100)).encode("ascii")


def _write_bodies():
    folder = os.path.join(paths.WORK, "bodies")
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    for name in ("10kb", "1mb"):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(body_of(f"/{name}"))
