# SPDX-License-Identifier: GPL-3.0-or-later
"""Gatewright beside nginx and HAProxy: the same machine, run, upstream, load and number of workers.

Each proxy has one worker and stands before the same nginx that answers with 150 bytes. wrk runs on
one thread with 64 connections. CPU is the user and system time of the proxy's processes.
"""

import argparse
import json
import pathlib
import resource
import statistics
import sys
import tempfile
import time

import load
import processes
import report

ANSWER = "x" * 149 + "\\n"
LARGE = b"\0" * 1_000_000
CONNECTIONS = 64
LARGE_CONNECTIONS = 16
IDLE = (0, 1000, 9000)
WARM_UP = 1  # seconds of load before a measurement


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.results = []
        self.origin = None
        self.serial = 0

    def fresh_folder(self):
        self.serial += 1
        return self.folder / f"{self.serial}"

    def nginx(self):
        return processes.nginx_proxy(self.fresh_folder(), self.origin.port)

    def haproxy(self):
        return processes.haproxy(self.fresh_folder(), self.origin.port)

    def gatewright(self, plugins=0):
        return self.start_gatewright(plugins)[0]

    def start_gatewright(self, plugins=0):
        workspace = self.fresh_folder()
        (workspace / "apps").mkdir(parents=True)
        library = str(self.options.bin.parent / "plugins" / "add_foo_bar_header.so")
        hooks = [{"name": "AddFooBarHeader", "path": library}] * plugins
        definition = {
            "name": "bench", "api_id": "bench", "org_id": "default", "use_keyless": True, "active": True,
            "version_data": {"not_versioned": True, "versions": {"Default": {"name": "Default"}}},
            "proxy": {"listen_path": "/", "strip_listen_path": True,
                      "target_url": f"http://127.0.0.1:{self.origin.port}/"},
            "custom_middleware": {"driver": "goplugin", "post": hooks},
        }
        (workspace / "apps" / "bench.json").write_text(json.dumps(definition))
        config = {"app_path": "apps", "secret": "bench-0123456789abcdef0123456789abcdef",
                  "max_idle_connections_per_host": 256,
                  "gatewright": {"idle_timeout": 600, "max_connections": 20000}}
        (workspace / "gatewright.conf").write_text(json.dumps(config))
        return processes.gatewright(str(self.options.bin / "gatewright"), workspace, workspace / "state")

    def measure(self, server, case, *, plugins=0, idle=0, path="/get", connections=CONNECTIONS, idle_rss=0):
        """Runs the load and keeps its figures."""
        load.run_wrk(self.folder, server.url(path), WARM_UP, connections)
        cpu = server.cpu_seconds()
        outcome = load.run_wrk(self.folder, server.url(path), self.options.seconds, connections)
        cpu = server.cpu_seconds() - cpu
        if outcome.errors:
            print(f"bench: {outcome.errors} errors in {case} of {server.name}", file=sys.stderr)
        name = "direct" if server is self.origin else server.name
        self.results.append({
            "case": case, "server": name, "plugins": plugins, "idle_connections": idle,
            "requests_per_second": outcome.per_second, "p50_us": outcome.p50_us, "p99_us": outcome.p99_us,
            "cpu_us_per_request": cpu * 1e6 / max(outcome.requests, 1), "rss_kib": server.rss_kib(),
            "bytes_per_second": outcome.bytes / outcome.seconds, "errors": outcome.errors, "idle_rss_kib": idle_rss,
        })
        print(".", end="", file=sys.stderr, flush=True)

    def run_proxy(self):
        self.measure(self.origin, "proxy")
        for start in (self.nginx, self.haproxy):
            with start() as server:
                self.measure(server, "proxy")
        for plugins in (0, 1, 3):
            with self.gatewright(plugins) as server:
                self.measure(server, "proxy", plugins=plugins)

    def run_idle(self):
        for start in (self.nginx, self.haproxy, self.gatewright):
            with start() as server:
                before = None
                for count in IDLE:
                    # The first connections pay for what is there once.
                    load.run_wrk(self.folder, server.url("/get"), WARM_UP, CONNECTIONS)
                    before = before or server.rss_kib()
                    with load.IdleConnections(server.port, "/get", count):
                        self.measure(server, "idle", idle=count, idle_rss=server.rss_kib() - before)

    def run_body(self):
        self.measure(self.origin, "body", path="/large", connections=LARGE_CONNECTIONS)
        for start in (self.nginx, self.haproxy, self.gatewright):
            with start() as server:
                self.measure(server, "body", path="/large", connections=LARGE_CONNECTIONS)

    def run_start(self):
        """Median time to the ready line, and the memory shortly after."""
        times, memory = [], 0
        for _ in range(11):
            server, duration = self.start_gatewright()
            with server:
                times.append(duration * 1000)
                time.sleep(0.2)
                memory = max(memory, server.rss_kib())
        return {"ready_ms": statistics.median(times), "rss_kib": memory}


def read_options():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (default: 5)")
    parser.add_argument("--json", type=pathlib.Path, help="write the measurements to this file")
    parser.add_argument("--only", choices=("proxy", "idle", "body", "start"), action="append",
                        help="these cases only; may be repeated")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = parser.parse_args()
    options.bin = options.bin.resolve()
    return options


def raise_descriptor_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard < 2 * max(IDLE) + 2000:  # HAProxy reserves two for each connection
        sys.exit(f"bench: {hard} descriptors are too few for {max(IDLE)} idle connections (ulimit -Hn)")


def main():
    options = read_options()
    cases = options.only or ["proxy", "idle", "body", "start"]
    if "idle" in cases:
        raise_descriptor_limit()
    start = None
    with tempfile.TemporaryDirectory(prefix="gatewright-bench-") as name:
        bench = Bench(options, pathlib.Path(name))
        with processes.origin(bench.fresh_folder(), ANSWER, LARGE) as bench.origin:
            for case in cases:
                outcome = getattr(bench, f"run_{case}")()
                start = outcome or start
    print(file=sys.stderr)
    report.print_table(bench.results)
    found = report.goals(bench.results, start)
    report.print_goals(found)
    if options.json:
        options.json.write_text(json.dumps(bench.results, indent=2) + "\n")
    has_errors = any(row["errors"] for row in bench.results)
    has_missed = any(not is_met for *_, is_met in found)
    sys.exit(1 if has_errors or (options.check and has_missed) else 0)


if __name__ == "__main__":
    main()
