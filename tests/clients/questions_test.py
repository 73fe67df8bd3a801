#!/usr/bin/env python3
"""QUESTIONS.md holds: every call on the page works and answers what the page shows.

  questions_test.py --build=build            runs every block of the page and compares
  questions_test.py --build=build --write    puts what comes into the page instead

The blocks run in the page's order against services that have just started and read the sample articles, as
deploy/local has them. A block of bash, Python or Go is followed by a block of text or JSON, which is its output, or
prints nothing; where a comment `<!-- not run -->` stands before it, it is left out: it installs what
tests/clients/install-tools gets. `<!-- fails -->` stands before a call that is to show an error: what it prints there
is its output. `<!-- until stopped -->` stands before one that its own time limit ends.

What must be the same: a call that fails, prints nothing, or prints what the page doesn't show fails the test. So does an
answer of another shape: other keys or types anywhere in its JSON, a list or a text that is empty here and not there.
What may differ: readers on processors with and without 8-bit multiplications differ in the digits of a confidence and,
rarely, in a record that is a close call. The page asks what isn't close; should a processor tell one record otherwise
all the same, up to MAY_DIFFER of the page's lines of output may differ. Digits of confidences, the times of commits and
opaque values aren't compared at all.

Exits with 77 (skipped) where a tool is missing.
"""

import argparse
import contextlib
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import services

PAGE = services.ROOT / "QUESTIONS.md"
TOOLS = ("grpcurl", "jq", "protoc", "go", "protoc-gen-go", "protoc-gen-go-grpc")
PACKAGES = ("grpc", "grpc_tools.protoc", "google.rpc.status_pb2")
PROGRAMS = {"bash": ("ask.sh", ["bash", "-eu", "ask.sh"]),
            "python": ("ask.py", ["python3", "ask.py"]),
            "go": ("ask.go", ["go", "run", "ask.go"])}
OUTPUTS = ("json", "text")
BLOCK_WITHIN_S = 240  # the first program in Go compiles gRPC
MAY_DIFFER = 0.02  # one record more or less changes several counts
VARYING = re.compile(
    r'("(?:confidence|etag|create_time|update_time|delete_time|purge_time|next_page_token|resume_token)": ?)("[^"]*"|[0-9.]+)')


class Block:
    """A call or program of the page, and the output that the page shows for it: lines, or None."""

    def __init__(self, heading, language, code, mark, ends_at):
        self.heading = heading
        self.language = language
        self.code = code
        self.mark = mark
        self.output = None
        self.ends_at = ends_at    # the index of the page's line after the block
        self.output_lines = None  # the range of its output's lines, fences included

    def run(self, folder, environment):
        """Saves the block as a reader does and runs it; returns what it prints, as lines.

        Raises AssertionError where it fails, or does not and should.
        """
        name, command = PROGRAMS[self.language]
        (folder / name).write_text("\n".join(self.code) + "\n", encoding="utf-8")
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True,
                              timeout=BLOCK_WITHIN_S)
        failed = done.returncode != 0 or bool(done.stderr)
        if failed != (self.mark in ("fails", "until stopped")):
            raise AssertionError(f"{self}: exit code {done.returncode}\n{done.stderr}{done.stdout}")
        return [line.rstrip() for line in (done.stderr if self.mark == "fails" else done.stdout).splitlines()]

    def __str__(self):
        return f"“{self.heading}”, {self.language}, above line {self.ends_at + 1} of {PAGE.name}"


def read_blocks(lines):
    """The page's blocks that are calls or programs, in order, with their outputs."""
    blocks, heading, mark, i = [], "", "", 0
    while i < len(lines):
        line = lines[i]
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif comment := re.fullmatch(r"<!-- (.*) -->", line):
            mark = comment[1]
        elif line.startswith("```"):
            end = lines.index("```", i + 1)
            language, code = line.removeprefix("```"), lines[i + 1:end]
            if language in OUTPUTS:
                blocks[-1].output, blocks[-1].output_lines = code, (i, end + 1)
            else:
                blocks.append(Block(heading, language, code, mark, end + 1))
            mark, i = "", end
        i += 1
    return blocks


def values_of(lines):
    """The JSON values that an output consists of, or None where it is text."""
    decoder, text, values = json.JSONDecoder(), "\n".join(lines).strip(), []
    try:
        while text:
            value, end = decoder.raw_decode(text)
            values.append(value)
            text = text[end:].lstrip()
    except json.JSONDecodeError:
        return None
    return values if any(isinstance(value, (dict, list)) for value in values) else None


def paths_in(value, path=()):
    """Where in a value something stands, and of which type: its shape. Elements of a list stand in one place."""
    yield path, "number" if type(value) in (int, float) else type(value).__name__
    if isinstance(value, dict):
        for key, child in value.items():
            yield from paths_in(child, (*path, key))
    elif isinstance(value, list):
        for child in value:
            yield from paths_in(child, (*path, "[]"))


def shape(lines):
    """What must not differ of an output: equal for outputs of one shape."""
    values = values_of(lines)
    return "text" if values is None else sorted(set(paths_in(values)))


def steady(lines):
    """An output without the values that differ from run to run."""
    return [VARYING.sub(r"\1…", line) for line in lines]


def differing_lines(shown, got):
    matcher = difflib.SequenceMatcher(a=steady(shown), b=steady(got), autojunk=False)
    return sum(max(a_end - a, b_end - b) for kind, a, a_end, b, b_end in matcher.get_opcodes() if kind != "equal")


def difference(shown, got):
    return "\n".join(difflib.unified_diff(steady(shown), steady(got), "page", "answer", lineterm=""))


@contextlib.contextmanager
def reading(build):
    """A function that runs blocks as somebody does who tries the page: in a folder of their own, against services that
    have read the samples."""
    with tempfile.TemporaryDirectory() as folder, services.running(build) as (ingest, query):
        for path in services.sample_paths():
            subprocess.run(["grpcurl", "-plaintext", "-d", "@", ingest.address, "onrecord.v1.IngestService/IngestArticle"],
                           input=json.dumps({"article": services.sample(path)}), check=True, capture_output=True,
                           text=True, timeout=60)
        environment = {**os.environ, "ONRECORD": str(services.ROOT), "INGEST": ingest.address, "QUERY": query.address}
        yield lambda block: block.run(pathlib.Path(folder), environment)


class QuestionsTest(unittest.TestCase):
    build = None

    def test_page_shows_what_comes(self):
        run = self.enterContext(reading(self.build))
        shown_lines, differing, differences = 0, 0, []
        for block in read_blocks(PAGE.read_text(encoding="utf-8").splitlines()):
            if block.mark == "not run":
                continue
            with self.subTest(str(block)):
                shown, got = block.output or [], run(block)
                self.assertEqual(bool(shown), bool(got), f"{block} prints {got}")
                self.assertEqual(shape(shown), shape(got), difference(shown, got))
                shown_lines += len(shown)
                if count := differing_lines(shown, got):
                    differing += count
                    differences.append(f"{block}\n{difference(shown, got)}")
        told = "\n".join([f"{differing} of {shown_lines} lines differ", *differences])
        print(told)
        self.assertLessEqual(differing, MAY_DIFFER * shown_lines, told)


def write(build):
    """Puts the answers of now into the page where they are others."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    with reading(build) as run:
        outputs = [(block, run(block)) for block in read_blocks(lines) if block.mark != "not run"]
    for block, output in reversed(outputs):
        if steady(block.output or []) == steady(output):
            continue
        begin, end = block.output_lines or (block.ends_at, block.ends_at)
        language = "text" if values_of(output) is None else "json"
        fenced = [f"```{language}", *output, "```"] if output else []
        lines[begin:end] = fenced if block.output_lines or not fenced else ["", *fenced]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def missing_tool():
    """What the page needs and isn't here; None where all is."""
    for tool in TOOLS:
        if not shutil.which(tool):
            return tool
    for package in PACKAGES:
        if subprocess.run(["python3", "-c", f"import {package}"], capture_output=True).returncode != 0:
            return f"Python package of {package}"
    return None


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--write", action="store_true", help="put the answers into the page")
    arguments, rest = parser.parse_known_args()
    if missing := missing_tool():
        services.skip(f"no {missing}; tests/clients/install-tools gets it, deploy/install-packages check the rest")
    if arguments.write:
        write(arguments.build)
    else:
        QuestionsTest.build = arguments.build
        unittest.main(argv=[sys.argv[0], *rest])
