# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through plugins/README.md as a reader does, in a workspace of its own, with a running gateway.

Blocks of code are saved under the name of their hook; `sh` blocks are run; `json` blocks change the API definition,
`console` blocks are transcripts: each "$ command" must print the lines below it, where "..." stands for any lines
and digits for any digits. Every block must be of a kind that is known here.

usage: guide_walk.py GATEWRIGHT PREFIX GUIDE
"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

PATIENCE = 300  # seconds; compilers on a busy machine
HOOK = re.compile(r"GW_EXPORT_(?:BLOCKING_)?HOOK\((\w+)|GW_HOOK\((\w+)")
READY = re.compile(r"ready http://127\.0\.0\.1:(\d+)")


class Mistake(Exception):
    """The guide says something that is not so."""


def blocks(text):
    """(first line's number, language, text) of each fenced block."""
    for match in re.finditer(r"^```(\S*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield text.count("\n", 0, match.start()) + 1, match.group(1), match.group(2)


def commands(transcript):
    """(command, expected lines) of each "$ command"."""
    for part in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected.splitlines()


def matches(expected, printed):
    """Whether the lines are those expected; "..." stands for any, digits for any digits."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[at:]) for at in range(len(printed) + 1))
    shape = re.sub(r"\d+", r"\\d+", re.escape(expected[0].rstrip()))
    return bool(printed) and re.fullmatch(shape, printed[0].rstrip()) is not None and matches(expected[1:], printed[1:])


class Walk:
    def __init__(self, gatewright, prefix, folder):
        self.gatewright = gatewright
        self.folder = folder
        self.environment = os.environ | {
            "PATH": f"{gatewright.parent}:{os.environ['PATH']}",
            "PKG_CONFIG_PATH": str(prefix / "share/pkgconfig"),
            "CMAKE_PREFIX_PATH": str(prefix),
            "CMAKE_GENERATOR": "Ninja",  # make may be missing
            "HOME": str(folder),  # where the gateway keeps its state
        }
        self.environment.pop("XDG_STATE_HOME", None)
        self.definition = {}
        self.processes = []
        self.port = self.echo_port = None

    def save(self, name, text):
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text)

    def run(self, command):
        result = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=self.folder, env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, timeout=PATIENCE, check=False)
        if result.returncode != 0:
            raise Mistake(f"{command}\nended with {result.returncode}:\n{result.stdout}")
        return result.stdout

    def start(self, *arguments):
        """Starts a program of the gateway and returns the port of its ready line."""
        log = open(self.folder / f"{arguments[0]}.log", "w", encoding="utf-8")
        process = subprocess.Popen([self.gatewright, *arguments], cwd=self.folder, env=self.environment, text=True,
                                   stdout=subprocess.PIPE, stderr=log)
        self.processes.append(process)
        for line in process.stdout:
            if ready := READY.search(line):
                return ready.group(1)
        raise Mistake(f"gatewright {arguments[0]} ended without being ready")

    def stop(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=PATIENCE)

    # ---- one function for each kind of block

    def plugin(self, text, suffix):
        hook = HOOK.search(text)
        if not hook:
            raise Mistake("a block of code without a hook")
        self.save(f"{hook.group(1) or hook.group(2)}.{suffix}", text)

    def test(self, text):
        hook = re.search(r'run\("(\w+)"', text)
        self.save(f"{hook.group(1)}_test.cpp", text)

    def cmake(self, text):
        self.save("cmake/CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(guide LANGUAGES CXX)\n" + text)
        for name in re.findall(r"\w+\.cpp", text):
            self.save(f"cmake/{name}", (self.folder / name).read_text())
        self.run("gatewright plugin build cmake")

    def json(self, text):
        whole = text.lstrip().startswith("{")
        change = json.loads(text if whole else "{" + text + "}")
        if "file_list" in change:
            self.save("manifest.json", text)
        if (whole and "api_id" not in change) or "custom_middleware_bundle" in change:
            return  # settings, and bundles from a server: tests/e2e has them
        self.definition = change if whole else self.definition | change
        self.serve()

    def serve(self):
        """Starts what is not running yet, and loads the definition."""
        self.echo_port = self.echo_port or self.start("echo", "--listen", "127.0.0.1:0")
        text = json.dumps(self.definition).replace(":8081", f":{self.echo_port}")
        self.save("apps/api.json", text)
        if self.port:
            secret = (self.folder / ".local/state/gatewright/secret").read_text().strip()
            answer = self.run(f"curl -sS -H 'X-Tyk-Authorization: {secret}' http://127.0.0.1:{self.port}/tyk/reload?block=true")
            if '"ok"' not in answer:
                raise Mistake(f"reload: {answer}")
        else:
            self.port = self.start("serve", ".", "--listen", "127.0.0.1:0", "--workers", "1")

    def shell(self, text):
        # A request that is refused ends curl with 0 otherwise. The walk's folder is the workspace.
        text = text.replace("/tmp/my-gateway", ".")
        self.run(text.replace(":8080", f":{self.port}").replace("curl ", "curl -sSf "))

    def console(self, text):
        for command, expected in commands(text):
            printed = self.run(command.replace(":8080", f":{self.port}").replace("curl ", "curl -sS "))
            if not matches(expected, printed.splitlines()):
                raise Mistake(f"$ {command}\nprinted:\n{printed}")

    def walk(self, text):
        kinds = {
            "cpp": lambda code: self.plugin(code, "cpp"),
            "c": lambda code: self.plugin(code, "c"),
            "c++": self.test,
            "sh": self.shell,
            "cmake": self.cmake,
            "json": self.json,
            "console": self.console,
            "http": lambda request: self.save("request.http", request),
        }
        for line, language, block in blocks(text):
            if language not in kinds:
                raise Mistake(f"line {line}: nobody tests blocks of kind '{language}'")
            print(f"line {line}: {language}", flush=True)
            try:
                kinds[language](block)
            except (Mistake, subprocess.TimeoutExpired, ValueError, OSError) as problem:
                raise Mistake(f"line {line}: {problem}") from problem
        # The request that the guide shows is one that `bench` takes.
        self.run("gatewright plugin bench plugins/AddFooBarHeader.so AddFooBarHeader --seconds 0.05 --request request.http")


def main():
    gatewright, prefix, guide = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(gatewright, prefix, pathlib.Path(folder))
        try:
            walk.walk(guide.read_text())
        except Mistake as mistake:
            sys.exit(f"{guide}: {mistake}")
        finally:
            walk.stop()


if __name__ == "__main__":
    main()
