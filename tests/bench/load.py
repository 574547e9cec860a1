# SPDX-License-Identifier: GPL-3.0-or-later
"""Load: wrk at full speed, and connections that stay idle."""

import dataclasses
import socket
import subprocess

SCRIPT = """
done = function(summary, latency)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %f %f %d %d\\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), summary.bytes,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


@dataclasses.dataclass(frozen=True)
class Load:
    requests: int
    seconds: float
    p50_us: float
    p99_us: float
    bytes: int
    errors: int

    @property
    def per_second(self):
        return self.requests / self.seconds


def run_wrk(folder, url, seconds, connections):
    script = folder / "wrk.lua"
    script.write_text(SCRIPT)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in output.splitlines():
        if line.startswith("RESULT "):
            requests, duration, p50, p99, size, errors = line.split()[1:]
            return Load(int(requests), int(duration) / 1e6, float(p50), float(p99), int(size), int(errors))
    raise SystemExit(f"bench: wrk says nothing of use:\n{output}")


class IdleConnections:
    """Kept-alive connections that have had one answer each and then stay silent."""

    PER_ADDRESS = 5000  # an address has about 28,000 ports

    def __init__(self, port, path, count):
        self.sockets = []
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        for index in range(count):
            source = f"127.0.0.{2 + index // self.PER_ADDRESS}"
            connection = socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0))
            connection.sendall(request)
            if not connection.recv(4096).startswith(b"HTTP/1.1 200"):
                raise SystemExit("bench: an idle connection got no 200")
            self.sockets.append(connection)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for connection in self.sockets:
            connection.close()
