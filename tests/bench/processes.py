# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers under measurement: started on free ports in a folder of their own, and what /proc says of them."""

import os
import pathlib
import signal
import socket
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
START_DEADLINE = 10  # seconds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running program. `pids` are its process and its workers."""

    def __init__(self, name, command, port=None):
        self.name = name
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if port:
            self._wait_for_port()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()

    def _wait_for_port(self):
        deadline = time.monotonic() + START_DEADLINE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        self.process.kill()
        raise SystemExit(f"bench: {self.name} does not start: {self.process.communicate()[1].strip()}")

    def url(self, path="/"):
        return f"http://127.0.0.1:{self.port}{path}"

    def pids(self):
        own = self.process.pid
        children = pathlib.Path(f"/proc/{own}/task/{own}/children").read_text().split()
        return [own, *map(int, children)]

    def cpu_seconds(self):
        """User and system time of all its threads so far."""
        ticks = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS_PER_SECOND

    def rss_kib(self):
        total = 0
        for pid in self.pids():
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    total += int(line.split()[1])
        return total


NGINX = """
{user}
worker_processes 1;
pid nginx.pid;
error_log stderr crit;
events {{ worker_connections 10000; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 600s;
    keepalive_requests 1000000000;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    {body}
}}
"""

ORIGIN = """
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        default_type text/plain;
        location = /large {{ root .; }}
        location / {{ return 200 "{answer}"; }}
    }}
"""

NGINX_PROXY = """
    upstream origin {{
        server 127.0.0.1:{origin};
        keepalive 256;
        keepalive_requests 1000000000;
    }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{
            proxy_pass http://origin/;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
        }}
    }}
"""

HAPROXY = """
global
    nbthread 1
    maxconn 9500
defaults
    mode http
    timeout connect 5s
    timeout client 600s
    timeout server 600s
    timeout http-keep-alive 600s
    http-reuse always
frontend front
    bind 127.0.0.1:{port} backlog 4096
    default_backend back
backend back
    server origin 127.0.0.1:{origin}
"""


def _nginx(name, folder, port, body):
    folder.mkdir()
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(user=user, body=body))
    return Server(name, ["nginx", "-p", str(folder), "-e", "stderr", "-c", "nginx.conf", "-g", "daemon off;"], port)


def origin(folder, answer, large):
    """The upstream: answers every path with `answer`, and /large with a file."""
    port = free_port()
    server = _nginx("origin", folder, port, ORIGIN.format(port=port, answer=answer))
    (folder / "large").write_bytes(large)
    return server


def nginx_proxy(folder, origin_port):
    port = free_port()
    return _nginx("nginx", folder, port, NGINX_PROXY.format(port=port, origin=origin_port))


def haproxy(folder, origin_port):
    port = free_port()
    folder.mkdir()
    (folder / "haproxy.cfg").write_text(HAPROXY.format(port=port, origin=origin_port))
    return Server("haproxy", ["haproxy", "-q", "-db", "-f", str(folder / "haproxy.cfg")], port)


def gatewright(program, workspace, state):
    """Returns the server and the seconds from its start to its ready line."""
    start = time.monotonic()
    server = Server("gatewright", [program, "serve", str(workspace), "--listen", "127.0.0.1:0", "--workers", "1",
                                   "--log-level", "warn", "--state-dir", str(state)])
    line = server.process.stdout.readline()
    duration = time.monotonic() - start
    if not line.startswith("ready "):
        server.process.kill()
        raise SystemExit(f"bench: gatewright does not start: {line}{server.process.communicate()[1]}")
    server.port = int(line.rpartition(":")[2])
    return server, duration
