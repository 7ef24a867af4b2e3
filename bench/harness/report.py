"""Tables for people."""
from . import results


def _table(title, columns, rows):
    widths = [max(len(str(row[index])) for row in [columns, *rows]) for index in range(len(columns))]

    def line(cells):
        first, *rest = (str(cell) for cell in cells)
        return "  " + "  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:]))])
    return "\n".join(["", title, line(columns), *(line(row) for row in rows)])


def shape_table(name, shape):
    ratios = results.ratios(shape["proxies"])
    at_maximum = results.ratios(shape["proxies"], "maximum")
    columns = ["proxy", "CPU us/request", "user", "system", "x holdfast", "processor us", "p50 us", "p99 us", "max requests/s", "CPU us at max", "x holdfast", "busy at max", "RSS MiB", "notes"]
    rows = []
    for proxy, figures in shape["proxies"].items():
        fixed, maximum = figures["fixed"], figures["maximum"]
        rows.append([proxy, f"{fixed['cpu_us']:.1f}", f"{fixed['user_us']:.1f}", f"{fixed['system_us']:.1f}",
                     f"{ratios[proxy]:.2f}" if ratios else "-", f"{fixed['processor_us']:.1f}", f"{fixed['p50_us']:.0f}", f"{fixed['p99_us']:.0f}",
                     figures["throughput"], f"{maximum['cpu_us']:.1f}",
                     f"{at_maximum[proxy]:.2f}" if at_maximum else "-", f"{maximum['proxy_busy']:.0%}",
                     f"{maximum['rss_kib'] / 1024:.1f}", _notes(fixed, maximum)])
    title = f"{name}: {shape['fixed_rate']} requests/s for all, then each at its maximum (without any proxy: {shape['direct_maximum']}/s)"
    return _table(title, columns, rows)


def _notes(fixed, maximum):
    notes = []
    if fixed["errors"] + maximum["errors"]:
        notes.append(f"{fixed['errors'] + maximum['errors']} errors")
    if fixed["overloaded"]:
        notes.append("could not follow the fixed rate")
    if maximum["proxy_busy"] < 0.95:
        notes.append("maximum limited by the load")
    if max(fixed["connects_per_request"], maximum["connects_per_request"]) > 0.05:
        notes.append(f"{maximum['connects_per_request']:.2f} server connections a request")
    doubtful = fixed["doubtful_rounds"] + maximum["doubtful_rounds"]
    if doubtful:
        notes.append(f"{doubtful} rounds disturbed")
    return ", ".join(notes) or "-"


def wrk_line(found):
    return "  wrk's own maximum, requests/s: " + ", ".join(f"{name} {value}" for name, value in found.items())


def latency_table(latency):
    rows = [[name, f"{figures['p50_us']:.0f}", f"{figures['p99_us']:.0f}", f"{figures['p999_us']:.0f}", f"{figures['cpu_us']:.1f}",
             "overloaded" if figures["overloaded"] else "-"] for name, figures in latency["proxies"].items()]
    return _table(f"latency at 70 % of haproxy's maximum: {latency['rate']} requests/s, from the moment a request was due",
                  ["proxy", "p50 us", "p99 us", "p99.9 us", "CPU us/request", "notes"], rows)


def memory_table(memory):
    rows = [[name, figures["bytes_per_client"], f"{figures['before_kib'] / 1024:.1f}", f"{figures['after_kib'] / 1024:.1f}",
             figures["closed_by_proxy"]] for name, figures in memory.items()]
    return _table("8,000 idle keep-alive clients", ["proxy", "bytes each", "MiB before", "MiB with them", "closed by it"], rows)


def start_line(start):
    return "\nms from exec to the first answer: " + ", ".join(f"{name} {value:.0f}" for name, value in start.items())


def targets_table(judged):
    if not judged:
        return ""
    rows = [[row["what"], f"{row['measured']:.2f}", f"<= {row['bound']}", "reached" if row["reached"] else "MISSED"] for row in judged]
    return _table("targets", ["what", "measured", "bound", ""], rows) + "\n"
