# SPDX-License-Identifier: GPL-3.0-or-later
"""The measurements as a table, and the goals."""

COLUMNS = ("case", "server", "plugins", "idle", "requests/s", "p50 us", "p99 us", "CPU us/req", "RSS MiB", "x nginx")


def find(results, **wanted):
    for row in results:
        if all(row[key] == value for key, value in wanted.items()):
            return row
    return None


def _ratio(row, results):
    """Throughput against nginx as a proxy in the same case."""
    peer = find(results, case=row["case"], server="nginx", idle_connections=row["idle_connections"])
    return f"{row['requests_per_second'] / peer['requests_per_second']:.2f}" if peer else ""


def print_table(results):
    lines = [COLUMNS]
    for row in results:
        cpu, rss = row["cpu_us_per_request"], row["rss_kib"]
        lines.append((row["case"], row["server"], str(row["plugins"]), f"{row['idle_connections']:,}",
                      f"{row['requests_per_second']:,.0f}", f"{row['p50_us']:,.0f}", f"{row['p99_us']:,.0f}",
                      f"{cpu:.1f}", f"{rss / 1024:.1f}", _ratio(row, results)))
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    for line in lines:
        print("  ".join(cell.ljust(width) if column < 2 else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))))


def goals(results, start):
    """(what, value, limit, is met) of each goal."""
    found = []

    def goal(what, value, limit, is_met):
        found.append((what, value, limit, is_met))

    nginx = find(results, case="proxy", server="nginx")
    plugin = find(results, case="proxy", server="gatewright", plugins=1)
    if nginx and plugin:
        ratio = plugin["cpu_us_per_request"] / nginx["cpu_us_per_request"]
        goal("CPU per request with one plugin, x nginx", f"{ratio:.2f}", "<= 1.5", ratio <= 1.5)
    quiet = find(results, case="idle", server="gatewright", idle_connections=0)
    most = max((row["idle_connections"] for row in results), default=0)
    crowded = find(results, case="idle", server="gatewright", idle_connections=most)
    if quiet and crowded and most:
        ratio = crowded["requests_per_second"] / quiet["requests_per_second"]
        goal(f"throughput with {most:,} idle connections, x none", f"{ratio:.2f}", ">= 0.95", ratio >= 0.95)
        each = crowded["idle_rss_kib"] / most
        goal("memory of an idle connection, KiB", f"{each:.1f}", "<= 12", each <= 12)
    if start:
        goal("start to the ready line, ms", f"{start['ready_ms']:.0f}", "<= 50", start["ready_ms"] <= 50)
        goal("memory when idle, MiB", f"{start['rss_kib'] / 1024:.1f}", "<= 25", start["rss_kib"] <= 25 * 1024)
    return found


def print_goals(found):
    print("\nGoals")
    width = max((len(what) for what, *_ in found), default=0)
    for what, value, limit, is_met in found:
        print(f"  {what.ljust(width)}  {value:>6}  {limit:<8} {'ok' if is_met else 'MISSED'}")
