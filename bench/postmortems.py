"""bench/run postmortems: outages as history had them, and what Holdfast makes of each: incident, calls, postmortem, drill."""
import argparse
import datetime
import itertools
import json
import os
import re
import shutil
import sys
import time

from harness import paths
from learning.outages import OUTAGES, SERVERS
from learning.sinks import Sinks
from learning.stage import ADMIN, NETWORK, Stage

FOLDER = os.path.join(paths.WORK, "postmortems")
# From the resolution to the draft: what the linter's catalogue of promises allows.
DRAFT_SECONDS = 5
# What proves the table of the README: who was told, the commands with what came back, and both verdicts.
EVIDENCE = ["told.json", "commands.log", "drill-old.json", "drill-new.json"]
# From the end of the trouble to its being over for detection.
PATIENCE = 75
STEPS = ["outage", "old", "new", "publish"]
AT = ["--admin", ADMIN]


def read_options(arguments):
    parser = argparse.ArgumentParser(prog="bench/run postmortems", description="Plays the outages with protection switched off, lets people be told of them, and writes their postmortems and drills.")
    parser.add_argument("--only", metavar="NAMES", type=lambda text: text.split(","), default=[], help="some of " + ", ".join(one.name for one in OUTAGES))
    parser.add_argument("--step", choices=STEPS, help="only this: the outage up to its draft and its drill, the drill on the configuration of that day, on the present one, review and publication")
    parser.add_argument("--keep", action="store_true", help="publish into --out, with what they rest on; without it results stay in bench/.work")
    parser.add_argument("--out", metavar="DIRECTORY", default=os.path.join(paths.REPOSITORY, "docs", "postmortems"), help="where the results go; default docs/postmortems")
    parser.add_argument("--holdfast-binary", metavar="PATH", type=os.path.abspath, default=os.path.join(paths.REPOSITORY, "holdfast"), help="default ./holdfast")
    options = parser.parse_args(arguments)
    unknown = set(options.only) - {one.name for one in OUTAGES}
    if unknown:
        parser.error(f"there is no outage {', '.join(unknown)}")
    return options


def play(outage, options):
    folder = os.path.join(FOLDER, outage.name)
    shutil.rmtree(folder, ignore_errors=True)
    with Sinks(f"{NETWORK}.101") as sinks, Stage(outage, folder, options.holdfast_binary) as stage:
        stage.write_policy(sinks)
        stage.start(SERVERS)
        stage.start_gateway()
        # The series of the first seconds after a start are nobody's calm.
        time.sleep(3)
        stage.start_load()
        began = time.monotonic()
        for second, what, *words in outage.steps:
            time.sleep(max(0.0, began + second - time.monotonic()))
            say(outage, f"{second} s: {what} {' '.join(map(str, words))}")
            stage.do(what, *words)
        time.sleep(max(0.0, began + outage.seconds - PATIENCE - time.monotonic()))
        wait_for_end(stage, began + outage.seconds)
        after(stage)
        with open(stage.path("told.json"), "w", encoding="utf-8") as file:
            json.dump({"webhooks": sinks.webhooks, "mails": sinks.mails}, file, indent=1)
        say(outage, f"{len(sinks.webhooks)} webhooks and {len(sinks.mails)} mails came")


def wait_for_end(stage, until):
    while (status := (stage.get("api/incidents/latest") or {}).get("status")) not in ("monitoring", "resolved"):
        if time.monotonic() > until:
            stage.tell("why", "--admin", ADMIN, may_fail=True)
            raise RuntimeError(f"the incident is still {status}: {stage.path('commands.log')} ends with what is still seen")
        time.sleep(0.5)


def after(stage):
    stage.tell("incident", "resolve", "latest", "--as", "shop engineer", *AT, may_fail=True)
    # The first draft comes by itself.
    for _ in range(20):
        if stage.tell("postmortem", "show", "latest", *AT, may_fail=True).returncode == 0:
            break
        time.sleep(0.5)
    check_draft(stage)
    stage.tell("incident", "show", "latest", "--all", *AT)
    stage.tell("postmortem", "show", "latest", "--out", stage.path("draft"), *AT)
    lint(stage, "draft")
    stage.tell("drill", "from-incident", "latest", "--out", stage.path("learned-1.yaml"), "--as", "shop engineer", *AT)


def check_draft(stage):
    """The first draft of the last resolution was recorded in time."""
    timeline = (stage.get("api/incidents/latest") or {}).get("timeline", [])
    resolved = [when(entry["recordedAt"]) for entry in timeline if entry["kind"] == "resolved"]
    drafted = [when(entry["recordedAt"]) for entry in timeline if entry["kind"] == "postmortem-drafted"]
    took = min((at - resolved[-1] for at in drafted if resolved and at >= resolved[-1]), default=None)
    if took is None or took > DRAFT_SECONDS:
        raise RuntimeError(f"the draft came {'not at all' if took is None else f'after {took:.1f} s'}: {DRAFT_SECONDS} s are promised")
    say(stage.outage, f"the draft came {took:.1f} s after the resolution")


def when(text):
    """Seconds of a time as the API writes it, with its seven digits."""
    whole, _, rest = text.partition(".")
    digits = "".join(itertools.takewhile(str.isdigit, rest))
    return datetime.datetime.fromisoformat(whole.removesuffix("Z").removesuffix("+00:00") + "+00:00").timestamp() + float(f"0.{digits or 0}")


def prove(outage, variant, options):
    """Without its gateway: a drill has servers and a gateway of its own."""
    stage = Stage(outage, os.path.join(FOLDER, outage.name), options.holdfast_binary)
    if os.path.exists(stage.path(f"drill-{variant}.json")):
        os.remove(stage.path(f"drill-{variant}.json"))
    done = stage.tell("drill", "run", stage.path("learned-1.yaml"), "--on", variant, "--state-dir", stage.path("state"), "--json", stage.path(f"drill-{variant}.json"), may_fail=True, patience=320)
    print(done.stdout)
    expected, outcome = ("Failed" if variant == "old" else "Passed"), outcome_of(stage.path(f"drill-{variant}.json"))
    say(outage, f"the drill on {variant}: {outcome}, {'as it must be' if outcome == expected else 'AND MUST NOT BE'}")
    return outcome == expected


def outcome_of(path):
    """Inconclusive where the generator was the limit: that is neither of the two."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)["outcome"]
    except FileNotFoundError:
        return "not run"


def publish(outage, options):
    with Stage(outage, os.path.join(FOLDER, outage.name), options.holdfast_binary) as stage:
        stage.is_mended = True
        stage.start(SERVERS + outage.brought)
        stage.start_gateway()
        # The ledger of drills is looked at every five seconds.
        time.sleep(8)
        for words in (["postmortem", "review", "latest", "--request", "storage engineer", "--as", "shop engineer"], ["postmortem", "review", "latest", "--approve", "--as", "storage engineer"], ["postmortem", "publish", "latest", "--as", "shop engineer"]):
            stage.tell(*words, *AT)
        shutil.rmtree(stage.path("published"), ignore_errors=True)
        stage.tell("postmortem", "show", "latest", "--out", stage.path("published"), *AT)
        stage.tell("postmortem", "verify", *[stage.path(f"published/1.{ending}") for ending in ("md", "html", "json")], *AT)
        print(stage.tell("incident", "show", "latest", *AT).stdout)
        told = lint(stage, "published")
        shutil.copy(stage.path("learned-1.yaml"), stage.path("published"))
        if options.keep:
            keep(stage, os.path.join(options.out, outage.name))
        return not [one for one in told["findings"] if one["severity"] != "note"] and 400 <= told["words"] <= 600


def keep(stage, target):
    """As published, and what it rests on; HTML is left out, which is the same with its pictures inside."""
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(stage.path("published")):
        if not name.endswith(".html"):
            shutil.copy(os.path.join(stage.path("published"), name), os.path.join(target, name))
    for name in EVIDENCE:
        if os.path.exists(stage.path(name)):
            with open(stage.path(name), encoding="utf-8") as file:
                text = for_readers(file.read(), stage)
            with open(os.path.join(target, name), "w", encoding="utf-8") as file:
                file.write(on_one_line(text) if name.startswith("drill-") else text)


def on_one_line(text):
    """What a program reads has no need of a megabyte of spaces."""
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) + "\n"


def for_readers(text, stage):
    """Without the links by which somebody could have acknowledged, and without this machine's folders."""
    text = re.sub(r"/ack/[^\s\"\\<>]+", "/ack/(signed)", text.replace("=\\n", ""))
    for folder, name in ((stage.folder, "."), (paths.REPOSITORY, "holdfast")):
        text = text.replace(folder, name)
    return text


def lint(stage, where):
    name = next(name for name in os.listdir(stage.path(where)) if name.endswith(".md"))
    told = json.loads(stage.tell("postmortem", "lint", stage.path(f"{where}/{name}"), "--json", may_fail=True).stdout)
    for finding in told["findings"]:
        print("  {rule} {severity}: {message} [{quote}]".format(**finding))
    print(f"  {told['words']} words")
    return told


def say(outage, text):
    print(f"{outage.name}: {text}", flush=True)


def main(arguments):
    options = read_options(arguments)
    good = True
    for outage in OUTAGES:
        if not options.only or outage.name in options.only:
            steps = {"outage": lambda: play(outage, options), "old": lambda: prove(outage, "old", options), "new": lambda: prove(outage, "new", options), "publish": lambda: publish(outage, options)}
            good &= all([steps[step]() is not False for step in STEPS if options.step in (None, step)])
    return 0 if good else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nbench/run: interrupted", file=sys.stderr)
        sys.exit(130)
    except (RuntimeError, OSError) as problem:
        print(f"\nbench/run: {problem}", file=sys.stderr)
        sys.exit(1)
