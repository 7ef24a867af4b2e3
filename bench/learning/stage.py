"""Servers, a gateway and load of one outage, each a process of its own on loopback addresses."""
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from learning import servers
from learning.outages import SECOND_MACHINE, SERVERS

NETWORK = "127.0.6"
GATEWAY = f"{NETWORK}.100:18080"
ADMIN = f"{NETWORK}.100:19900"
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _host(name):
    """Each server has an address of its own."""
    return f"{NETWORK}.{1 + (SERVERS + SECOND_MACHINE).index(name)}"


class Stage:
    def __init__(self, outage, folder, binary):
        self.outage, self.folder, self.binary = outage, folder, binary
        self.processes = {}
        self.is_mended, self.default_weight = False, outage.default_weight
        os.makedirs(folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, names):
        """All at once, as a machine does that is switched on."""
        for name in names:
            self._begin(name)
        for name in names:
            self._wait(f"http://{_host(name)}:19000/state")

    def _begin(self, name):
        host = _host(name)
        options = [word for key, value in self.outage.servers.items() for word in (f"--{key}", value)]
        self._run(name, "origin", "--address", f"{host}:18000", "--control", f"{host}:19000", "--name", name, "--seed", str(ord(name)), "--parent-watch", *options)

    def start_gateway(self):
        self.write_configuration()
        self._run("gateway", "run", self.path("gateway.yaml"), "--state-dir", self.path("state"), "--control-socket", self.path("control.sock"), "--drain", "1s")
        self._wait(f"http://{ADMIN}/healthz")

    def restart_gateway(self):
        self.processes["gateway"].terminate()
        self.processes["gateway"].wait(timeout=20)
        self.start_gateway()

    def write_configuration(self):
        self._write_gateway("gateway.yaml", self._weights())

    def _weights(self):
        """100 each, or what the script makes of the file that people have."""
        if not self.default_weight:
            return dict.fromkeys(SERVERS, 100)
        with open(self.path(servers.NAME), "w", encoding="utf-8") as file:
            file.write(servers.write(self.default_weight, {name: f"{_host(name)}:18000" for name in SERVERS}))
        with open(self.path(servers.NAME), encoding="utf-8") as file:
            return servers.weights(file.read())

    def _write_gateway(self, name, weights):
        known = [*weights.items(), *[(name, 100) for name in self.outage.brought if self.is_mended]]
        lines = "".join(f'      - {{ name: {name}, address: "{_host(name)}:18000", weight: {weight} }}\n' for name, weight in known)
        old = "" if self.is_mended else f"{self.outage.old}\n"
        line = self.outage.mended if self.is_mended else self.outage.pool
        pool = f"    {line}\n" if line else ""
        serves = self.outage.serves
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(f'listeners:\n  - address: "{GATEWAY}"\n'
                       f"routes:\n  - {{ match: {{ path: /checkout }}, class: critical, pool: {serves} }}\n  - {{ pool: {serves} }}\n"
                       f"pools:\n  {serves}:\n    servers:\n{lines}{pool}"
                       "    health: { path: /healthz, interval: 1s, timeout: 500ms, fall: 2, rise: 2 }\n"
                       f'timeouts: {{ connect: 500ms, firstByte: 1s }}\nworkers: 1\nadmin: {{ address: "{ADMIN}" }}\n{old}')

    def write_policy(self, sinks):
        with open(self.path("escalation.yaml"), "w", encoding="utf-8") as file:
            file.write("team: shop team\nchannels:\n"
                       f'  chat: {{ type: webhook, shape: json, url: "http://{sinks.webhook_address}/incidents", fallback: mail }}\n'
                       f'  mail: {{ type: smtp, server: "{sinks.mail_address}", from: gateway@example.org, to: [duty@example.org] }}\n'
                       "contacts:\n  shop team: { channels: [chat, mail] }\n  duty desk: { channels: [mail] }\n"
                       "levels:\n  - { notify: [shop team, duty desk] }\nreview: { within: 5d, fallback: platform lead }\n")

    def start_load(self):
        with open(self.path("traffic.yaml"), "w", encoding="utf-8") as file:
            file.write(f"target: {GATEWAY}\nfor: {self.outage.seconds + 20}s\nclasses:\n{self.outage.traffic}")
        self._run("load", "load", "--traffic", self.path("traffic.yaml"), "--warm-up", "0s", "--json", self.path("load.json"))

    def do(self, what, *words):
        if what in ("kill", "restart"):
            # A frozen one ends all the same.
            for name in words[0]:
                self.processes[name].kill()
            for name in words[0]:
                self.processes[name].wait()
            if what == "restart":
                self.start(words[0])
        elif what == "start":
            self.start(words[0])
        elif what in ("freeze", "thaw"):
            for name in words[0]:
                self.processes[name].send_signal(signal.SIGSTOP if what == "freeze" else signal.SIGCONT)
        elif what == "behave":
            self._post(f"http://{_host(words[0])}:19000/behaviour", words[1])
        elif what == "check":
            self._check(words[0])
        elif what == "type":
            self._note(f"{servers.NAME}: 'default-server weight {self.default_weight}' is now 'default-server weight {words[0]}'")
            self.default_weight = words[0]
            self._reload()
        elif what == "mend":
            self.is_mended = True
            self._reload()
        elif what == "announce":
            self.tell("series", "announce", *words, "--admin", ADMIN)
        elif what == "ack":
            self.tell("incident", "ack", "latest", "--as", "shop engineer", "--admin", ADMIN)
            self.tell("incident", "role", "latest", "commander", "shop engineer", "--as", "shop engineer", "--admin", ADMIN)
        elif what == "note":
            self.tell("incident", "note", "latest", words[1], "--kind", words[0], "--as", "shop engineer", "--admin", ADMIN)
        else:
            raise ValueError(what)

    def _check(self, typed):
        """What the gateway says when somebody types it into its own file."""
        self._write_gateway("typed.yaml", {name: 100 if name == servers.OWN else typed for name in SERVERS})
        if self.tell("run", self.path("typed.yaml"), "--check-only", may_fail=True).returncode == 0:
            raise RuntimeError(f"weight {typed} passes the check of the gateway")

    def _note(self, text):
        with open(self.path("commands.log"), "a", encoding="utf-8") as log:
            log.write(f"# {text}\n")

    def tell(self, *words, may_fail=False, patience=120):
        """A command of the operators; its words are kept with what came back."""
        # People's own machines: their commands take nothing from the processors of servers and gateway, whatever priority those run at.
        done = subprocess.run([self.binary, *words], capture_output=True, text=True, timeout=patience, check=False, cwd=self.folder, env={**os.environ, "NO_COLOR": "1"},
                              preexec_fn=None if words[:2] == ("drill", "run") else lambda: os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0)))
        with open(self.path("commands.log"), "a", encoding="utf-8") as log:
            log.write(f"$ holdfast {' '.join(words)}\n{done.stdout}{done.stderr}[{done.returncode}]\n")
        if done.returncode != 0 and not may_fail:
            raise RuntimeError(f"holdfast {' '.join(words)}: {done.stdout}{done.stderr}")
        return done

    def get(self, path):
        try:
            with _opener.open(f"http://{ADMIN}/{path}", timeout=5) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code == 404:
                return None
            raise

    def _reload(self):
        self.write_configuration()
        self.tell("reload", "--admin", ADMIN)

    def _run(self, name, *words):
        with open(self.path(f"{name}.log"), "ab") as log:
            self.processes[name] = subprocess.Popen([self.binary, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)

    def _post(self, address, values):
        request = urllib.request.Request(address, json.dumps(values).encode(), {"Content-Type": "application/json"})
        with _opener.open(request, timeout=5):
            pass

    def _wait(self, address):
        until = time.monotonic() + 20
        while True:
            try:
                with _opener.open(address, timeout=1):
                    return
            except OSError:
                if time.monotonic() > until:
                    raise RuntimeError(f"nothing answers at {address}: see the logs in {self.folder}") from None
                time.sleep(0.05)
