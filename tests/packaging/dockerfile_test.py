# SPDX-License-Identifier: GPL-3.0-or-later
"""What packaging/Dockerfile says agrees with the project: the part of the package list that it
installs, the files that it copies, the options of CMake, the name of the package, the command line.
Nothing is built here: dockerfile_test.py SOURCES [PATH-OF-GATEWRIGHT]"""

import pathlib
import re
import subprocess
import sys

KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "ENTRYPOINT", "CMD"}


def steps(text):
    """(instruction, its words), continued lines joined, comments left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word, rest.strip()


def packages(listing):
    rows = [line.split() for line in listing.splitlines() if line and not line.startswith("#")]
    return {row[1] for row in rows if len(row) > 1}, {row[0] for row in rows if len(row) > 1}


def problems(root, dockerfile):
    names, parts = packages((root / "packaging/debian-packages.txt").read_text())
    cmake = "\n".join((root / file).read_text() for file in ("CMakeLists.txt", "packaging/CMakeLists.txt"))
    stages = set()
    for instruction, rest in steps(dockerfile):
        if instruction not in KNOWN:
            yield f"unknown instruction {instruction}"
        if instruction == "FROM":
            stages.update(re.findall(r" AS (\w+)", rest))
        if instruction == "COPY":
            words = rest.split()
            stage = [word for word in words if word.startswith("--from=")]
            if stage and stage[0].removeprefix("--from=") not in stages:
                yield f"no stage {stage[0]}"
            for source in [] if stage else words[:-1]:
                if not (root / source).exists():
                    yield f"COPY of {source}, which is not there"
        if instruction == "RUN":
            for command in re.split(r"&&", re.sub(r"\$\([^)]*\)", "", rest)):
                words = command.split()
                if words[:2] == ["apt-get", "install"]:
                    for word in words[2:]:
                        if not word.startswith("-") and "/" not in word and word not in names:
                            yield f"package {word} is not in debian-packages.txt"
            for part in re.findall(r'\$1 == "(\w+)"', rest):
                if part not in parts:
                    yield f"debian-packages.txt has no part {part}"
            for option in re.findall(r"-D(GATEWRIGHT_\w+)", rest):
                if option not in cmake:
                    yield f"no option {option}"
        for package in re.findall(r"/packages/([a-z-]+)_\*", rest):
            if f"PACKAGE_NAME {package})" not in cmake:
                yield f"no package {package}"


def command_line_problems(dockerfile, program):
    found = dict(steps(dockerfile))
    command = re.findall(r'"([^"]*)"', found["CMD"])
    usage = subprocess.run([program, command[0], "--help"], capture_output=True, text=True, check=True).stdout
    for word in command[1:]:
        if word.startswith("--") and word not in usage:
            yield f"gatewright {command[0]} does not know {word}"


def main():
    root = pathlib.Path(sys.argv[1])
    text = (root / "packaging/Dockerfile").read_text()
    found = list(problems(root, text))
    if len(sys.argv) > 2:
        found += command_line_problems(text, sys.argv[2])
    # It sees what is wrong, or the rest says nothing.
    wrong = 'FROM a AS b\nCOPY nowhere x\nCOPY --from=c y z\nADD a b\nRUN apt-get install -y libnothing' \
            ' $(awk \'$1 == "nopart"\') && cmake -DGATEWRIGHT_NOTHING=ON && ls /packages/nothing_*.deb'
    if len(list(problems(root, wrong))) != 7:
        found.append(f"the test itself saw only {list(problems(root, wrong))}")
    for problem in found:
        print(f"packaging/Dockerfile: {problem}", file=sys.stderr)
    return 1 if found else 0


sys.exit(main())
