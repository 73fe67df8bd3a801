"""Both services as their users run them, for the tests in this folder, and the sample articles as they see them."""

import contextlib
import datetime
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # the exit code that ctest takes for "skipped"
READY_WITHIN_S = 60
DRAINED_WITHIN_S = 20


def skip(why):
    """Ends the test program as skipped."""
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


class Service:
    """One running service on a free port; `address` is where it serves, `log` the file of its log.

    `ready_after_s`: from its start to the line that says so, to some 10 ms.
    """

    def __init__(self, program, log, *flags):
        self.log = log
        began = time.monotonic()
        with open(log, "w") as output:
            self.process = subprocess.Popen([program, "--listen=127.0.0.1:0", *flags], stderr=output)
        try:
            self.address = self._wait_until_serving()
            self.ready_after_s = time.monotonic() - began
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def _wait_until_serving(self):
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            for line in self.log.read_text().splitlines():
                with contextlib.suppress(json.JSONDecodeError):
                    entry = json.loads(line)
                    if entry.get("message") == "serving":
                        return entry["address"]
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise RuntimeError(f"{self.process.args[0]} does not serve:\n{self.log.read_text()}")

    def stop(self):
        """Asks it to drain and returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(DRAINED_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


@contextlib.contextmanager
def running(build):
    """Starts query-service and ingest-service of a build folder on an empty archive; stops both in the end."""
    build = pathlib.Path(build)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        folder = pathlib.Path(folder)
        query = Service(build / "query-service/query-service", folder / "query.log",
                        f"--data={folder / 'archive.db'}")
        stack.callback(query.stop)
        ingest = Service(build / "ingest-service/ingest-service", folder / "ingest.log", f"--archive={query.address}",
                         f"--model={ROOT / 'ingest-service/model/reader.safetensors'}")
        stack.callback(ingest.stop)
        yield ingest, query


def sample_paths():
    """The sample articles' files."""
    return sorted((ROOT / "deploy/samples").glob("*.txt"))


def sample(path):
    """A sample article in the contract's JSON form."""
    head, text = path.read_text(encoding="utf-8").split("\n\n", 1)
    headers = re.findall(r"^(\w+): (.*)$", head, re.MULTILINE)
    values = dict(headers)
    published = datetime.datetime.fromisoformat(values["Published"])
    return {
        "name": "articles/" + values["Id"],
        "title": values["Title"],
        "publisher": values["Publisher"],
        "uri": values["Uri"],
        "publishTime": values["Published"],
        "publishUtcOffsetMinutes": int(published.utcoffset().total_seconds() // 60),
        "authors": [value for name, value in headers if name == "Author"],
        "text": text.removesuffix("\n"),
    }
