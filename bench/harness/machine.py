"""What must be installed, and the facts that figures are worthless without."""
import os
import platform
import re
import shutil
import subprocess

from . import paths

# Program: Debian package.
REQUIRED = {"wrk": "wrk", "haproxy": "haproxy", "nginx": "nginx-light", "caddy": "caddy", "gcc": "gcc", "taskset": "util-linux",
            "perf": "linux-perf"}


def find(program):
    # Servers are in sbin, which is not on everybody's path.
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin")


def require_programs(names):
    """Installs what is missing when that is allowed, else says what to type."""
    missing = sorted({REQUIRED[name] for name in names if not find(name)})
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not find("apt-get"):
        raise SystemExit(f"bench/run: not installed: {', '.join(missing)}\nInstall with: sudo {' '.join(command)}")
    print(f"installing {', '.join(missing)} ...", flush=True)
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise SystemExit(f"bench/run: could not install them; try: apt-get update && {' '.join(command)}")


def require_processors():
    if not {0, 1} <= os.sched_getaffinity(0):
        raise SystemExit("bench/run: needs processors 0 and 1: the proxy runs on one, load and servers on the other")


def compile_tool(source, name):
    """Both tools are small and built anew each run, so that what is measured is what is in the tree."""
    target = os.path.join(paths.WORK, name)
    command = [find("gcc"), "-O2", "-Wall", "-o", target, os.path.join(paths.BENCH, source), "-lm"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SystemExit(f"bench/run: {source} does not compile:\n{result.stderr}")
    return target


def facts():
    return {"processor": _cpu_model(), "processors": os.cpu_count(), "kernel": platform.release(),
            "congestion_control": _first_line("/proc/sys/net/ipv4/tcp_congestion_control"), "versions": _versions()}


def commit():
    """Short commit, with a + when the tree has other changes than new figures."""
    head = _output(["git", "-C", paths.REPOSITORY, "rev-parse", "--short", "HEAD"])
    changed = _output(["git", "-C", paths.REPOSITORY, "status", "--porcelain", "--", ":!bench/history"])
    return (head or "unknown") + ("+" if changed else "")


def _cpu_model():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "unknown")


def _first_line(path):
    with open(path, encoding="ascii") as file:
        return file.readline().strip()


def _versions():
    questions = {"haproxy": ["-v"], "nginx": ["-v"], "caddy": ["version"], "wrk": ["-v"], "gcc": ["-dumpfullversion"]}
    found = {}
    for name, arguments in questions.items():
        if find(name):
            match = re.search(r"\d+(\.\d+)+", _output([find(name), *arguments]))
            found[name] = match.group(0) if match else "unknown"
    return found


def _output(command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return (result.stdout + result.stderr).strip() if command[0] != "git" else result.stdout.strip()
