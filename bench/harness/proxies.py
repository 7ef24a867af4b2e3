"""The proxies under test: how each is started. All speak on a fresh loopback port and run on processor 0."""
import os
import subprocess

from . import machine, paths, ports, processes

ORDER = ["holdfast", "haproxy", "nginx", "caddy", "floor"]


class Proxy:
    """One run of one proxy: start, answer, stop."""

    def __init__(self, name, origins, shape, options, processors=frozenset({processes.PROXY_PROCESSOR})):
        self.name = name
        self.port = ports.free_port()
        command, environment = _COMMANDS[name](self.port, origins, shape, options)
        self.running = processes.Running(name, command, set(processors), environment)

    def wait_until_it_answers(self):
        processes.wait_until(lambda: ports.answers(self.port), 15, f"the start of {self.name}", self.running)

    def stop(self):
        self.running.stop()

    def __enter__(self):
        self.wait_until_it_answers()
        return self

    def __exit__(self, *_):
        self.stop()


def available(names, options):
    """Those that can run here; Holdfast is left out, with a word, where it is not built yet."""
    if "holdfast" in names and not _holdfast_is_there(options.holdfast_binary):
        print(f"holdfast is left out: {os.path.relpath(options.holdfast_binary)} has nothing to run (see --holdfast-binary)", flush=True)
        names = [name for name in names if name != "holdfast"]
    return names


def _holdfast_is_there(binary):
    # The launcher of this tree builds from sources, and can be there before they are.
    launcher = os.path.join(paths.REPOSITORY, "holdfast")
    return os.access(binary, os.X_OK) and (binary != launcher or os.path.isdir(os.path.join(paths.REPOSITORY, "src", "Holdfast.Cli")))


def prepare_holdfast(origins, options):
    """Builds it when the launcher finds changed sources, and refuses a configuration it does not take, before any clock runs."""
    command, _ = _holdfast(ports.free_port(), origins, None, options)
    result = subprocess.run([*command, "--check-only"], capture_output=True, text=True, timeout=900, check=False)
    if result.returncode != 0:
        raise SystemExit(f"bench/run: holdfast does not take its configuration:\n{result.stdout}{result.stderr}")


def _holdfast(port, origins, _shape, options):
    # A measurement may compare two configurations of it at the same time.
    template = getattr(options, "template", "holdfast.yaml")
    config = paths.fill_template(template, {**origins.values, "PORT": port, "ADMIN_PORT": ports.free_port()}, f"holdfast-{port}.yaml")
    return [options.holdfast_binary, "run", config], {}


def _haproxy(port, origins, shape, _options):
    big = shape is not None and shape.big_bodies
    config = paths.fill_template("haproxy.cfg", {
        **origins.values, "PORT": port, "BUFFER": 65536 if big else 16384,
        "SPLICE": "option splice-response" if big else "no option splice-response"})
    return [machine.find("haproxy"), "-db", "-f", config], {}


def _nginx(port, origins, _shape, _options):
    config = paths.fill_template("nginx.conf", {**origins.values, "PORT": port, "WORK": paths.WORK})
    return [machine.find("nginx"), "-e", f"{paths.WORK}/nginx-error.log", "-p", paths.WORK, "-c", config], {}


def _caddy(port, origins, _shape, _options):
    config = paths.fill_template("Caddyfile", {**origins.values, "PORT": port})
    home = {"HOME": paths.WORK, "XDG_CONFIG_HOME": paths.WORK, "XDG_DATA_HOME": paths.WORK}
    # One processor is all it has; a rarer garbage collection is what a Go service under load is given.
    return [machine.find("caddy"), "run", "--config", config, "--adapter", "caddyfile"], {"GOMAXPROCS": "1", "GOGC": "400", **home}


def _floor(port, origins, _shape, _options):
    return [os.path.join(paths.WORK, "floor"), str(port), *(str(server) for server in origins.ports)], {}


_COMMANDS = {"holdfast": _holdfast, "haproxy": _haproxy, "nginx": _nginx, "caddy": _caddy, "floor": _floor}
