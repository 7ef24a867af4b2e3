"""What the runs of all gateways say, row by row: as data, as a table for people, as one for docs/overload.md."""
import itertools
import statistics

from . import BY_NAME

NAMES = {"holdfast": "Holdfast", "haproxy": "HAProxy, tuned", "nginx": "nginx, tuned", "caddy": "Caddy, tuned"}


def value_of(part, runs, is_worst):
    """Median of the rounds; None where most of them cannot tell. Rules are judged by their worst run."""
    values = [part.read(run) for run in runs]
    known = [value for value in values if value is not None]
    if not known or (not is_worst and 2 * len(known) <= len(values)):
        return None
    return round(max(known) if is_worst else statistics.median(known), 4)


def judge(row, runs, gateways):
    parts = []
    for part, page in zip(row.parts, row.pages):
        values, missing = {}, {}
        for gateway in gateways:
            seen = runs.read(page, gateway)
            values[gateway] = value_of(part, seen, page == "*")
            if values[gateway] is None:
                missing[gateway] = part.why_missing(gateway, seen)
        parts.append({"name": part.name, "unit": part.unit, "target": part.target(), **values,
                      "pass": part.is_met(values["holdfast"]) if "holdfast" in values else None, **({"missing": missing} if missing else {})})
    return _summed(row.name, row.title, parts)


def beside(row, earlier):
    """Figures of gateways that were measured at another time, where this time has none."""
    for other in earlier:
        for part, same in zip(row["parts"], other["parts"]):
            if part["name"] != same["name"]:
                raise RuntimeError(f"row {row['row']} had other parts when that file was written: '{same['name']}', now '{part['name']}'")
            for gateway in NAMES:
                if gateway in same and gateway not in part:
                    part[gateway] = same[gateway]
                    if gateway in same.get("missing", {}):
                        part.setdefault("missing", {})[gateway] = same["missing"][gateway]
                    if gateway == "holdfast":
                        part["pass"] = same["pass"]
    return _summed(row["row"], row["title"], row["parts"])


def _summed(name, title, parts):
    headline = {key: value for key, value in parts[0].items() if key not in ("name", "pass")}
    verdicts = [part["pass"] for part in parts]
    return {"row": name, "title": title, **headline, "pass": None if None in verdicts else all(verdicts), "parts": parts}


def text(judged, gateways):
    lines = [("row", "what", "target", *gateways, "")]
    for row in judged:
        for index, part in enumerate(row["parts"]):
            name = f"{row['title']}: {part['name']}" if index == 0 else f"  {part['name']}"
            verdict = {True: "ok", False: "NO", None: ""}[part["pass"]]
            lines.append((row["row"] if index == 0 else "", name, f"{part['target']} {part['unit']}", *(shown(part.get(gateway)) for gateway in gateways), verdict))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) if column < 3 else cell.rjust(width) for column, (cell, width) in enumerate(zip(line, widths))).rstrip() for line in lines) + "\n"


HEADER = ["row", "what", "target", *NAMES.values(), "where missed, why"]


def into(page, judged):
    """
    The page with its table of the rows brought up to date; with a table at its end where it has none. A cell changes only where that gateway was measured,
    and the last column is people's.
    """
    old = _table_in(page)
    lines = ["| " + " | ".join(HEADER) + " |", "|---" * len(HEADER) + "|"]
    now = {row["row"]: row for row in judged}
    for name, row in BY_NAME.items():
        for index, part in enumerate(row.parts):
            what = f"{row.title}: {part.name}" if index == 0 else part.name
            cells = old.get((name, what), ["", "", "", *["-"] * len(NAMES), ""])
            measured = now[name]["parts"][index] if name in now else {}
            figures = [cell_of(measured, gateway, cell) for gateway, cell in zip(NAMES, cells[3:-1])]
            lines.append("| " + " | ".join([name if index == 0 else "", what, f"{part.target()} {part.unit}".rstrip(), *figures, cells[-1]]) + " |")
    new, before = "\n".join(lines) + "\n", _text_of_table(page)
    return page.replace(before, new) if before else page + new


def cell_of(measured, gateway, before):
    if gateway not in measured:
        return before
    reason = measured.get("missing", {}).get(gateway)
    figure = f"- ({reason})" if reason else brief(measured[gateway])
    return f"**{figure}**" if gateway == "holdfast" and measured["pass"] is False else figure


def brief(value):
    """Three figures are more than a run can promise; of a percentage near 100 two behind the point count."""
    return "-" if value is None else f"{value:.2g}" if abs(value) < 1 else f"{round(value, 2):g}" if abs(value) < 100 else f"{value:.0f}"


def _text_of_table(page):
    begin = page.find("| " + " | ".join(HEADER[:3]) + " |")
    lines = page[begin:].splitlines(keepends=True) if begin >= 0 else []
    return "".join(itertools.takewhile(lambda line: line.startswith("|"), lines))


def _table_in(page):
    """Cells of each line but the first two, by the row's name, which stands in its first line only, and what is measured."""
    found, row = {}, ""
    for line in _text_of_table(page).splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        row = cells[0] or row
        found[row, cells[1]] = cells
    return found


def missing(judged, gateways):
    """A line for each figure that is not there, with the reason."""
    return [f"{row['row']}, {part['name']}, {gateway}: {part['missing'][gateway]}"
            for row in judged for part in row["parts"] for gateway in gateways if gateway in part.get("missing", {})]


def shown(value):
    return "-" if value is None else f"{value:g}" if abs(value) < 1000 else f"{value:.0f}"


def rows_of(document):
    """Of a file that --json has written, by name; rows that are no more are left out."""
    return {row["row"]: row for row in document["rows"] if row["row"] in BY_NAME}
