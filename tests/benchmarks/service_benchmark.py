#!/usr/bin/env python3
"""How soon ingest-service is ready, how much memory it holds under load, and how many articles the pair takes.

  PATH=$(tests/clients/install-tools --path):$PATH tests/benchmarks/service_benchmark.py --build=build ARTICLES.jsonl

ARTICLES.jsonl: one JSON object with "id" and "text" a line. They are ingested by --clients streams at once, while another
client has --long texts of the greatest length that is taken analysed, one after the other. Memory is the kernel's: resident
when ready, and the highest over the whole run.
"""

import argparse
import concurrent.futures
import json
import pathlib
import re
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))
import services

try:
    import grpc

    import stubs
except ImportError as missing:
    services.skip(f"{missing}; tests/clients/install-tools gets it")

LONGEST_TEXT_BYTES = 1048576
CALL_TIMEOUT_S = 900


def memory_mib(service, field):
    """A line of /proc/PID/status: VmRSS (resident now) or VmHWM (the most there ever was)."""
    status = pathlib.Path(f"/proc/{service.process.pid}/status").read_text()
    return int(re.search(rf"^{field}:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


def starts(build, count):
    """Seconds from start to ready of ingest-service, `count` times."""
    for _ in range(count):
        with services.running(build) as (ingest, _):
            yield ingest.ready_after_s


def ingest_all(stub, messages, articles):
    """Sends `articles` in one stream; returns how many were kept."""
    requests = (messages.IngestArticlesRequest(tag=a["id"], article={"text": a["text"]}) for a in articles)
    return sum(answer.HasField("ingested") for answer in stub.IngestArticles(requests, timeout=CALL_TIMEOUT_S))


def analyze_long(stub, messages, articles, count):
    """Has texts of the greatest length analysed; returns how many were."""
    text = "\n\n".join(a["text"] for a in articles)
    text = (text * (LONGEST_TEXT_BYTES // len(text) + 1)).encode()[:LONGEST_TEXT_BYTES].decode(errors="ignore")
    for _ in range(count):
        stub.AnalyzeArticle(messages.AnalyzeArticleRequest(article={"text": text}), timeout=CALL_TIMEOUT_S)
    return count


def load(ingest, articles, clients, long_texts):
    """Seconds that the articles took, and how many were kept; the long texts are analysed at the same time."""
    from onrecord.v1 import ingest_service_pb2, ingest_service_pb2_grpc

    with grpc.insecure_channel(ingest.address, [("grpc.max_receive_message_length", -1)]) as channel, \
            concurrent.futures.ThreadPoolExecutor(clients + 1) as pool:
        stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
        began = time.monotonic()
        long = pool.submit(analyze_long, stub, ingest_service_pb2, articles, long_texts)
        kept = sum(pool.map(lambda k: ingest_all(stub, ingest_service_pb2, articles[k::clients]), range(clients)))
        seconds = time.monotonic() - began
        long.result()
    return seconds, kept


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--long", type=int, default=1)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("articles")
    arguments = parser.parse_args()
    with open(arguments.articles, encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]

    ready = statistics.median(starts(arguments.build, arguments.starts))
    print(f"| start to ready, median of {arguments.starts} | {ready:.2f} s |\n|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder, services.running(arguments.build) as (ingest, _):
        stubs.make(folder)
        print(f"| resident when ready | {memory_mib(ingest, 'VmRSS'):.0f} MiB |", flush=True)
        seconds, kept = load(ingest, articles, arguments.clients, arguments.long)
        print(f"| {kept} of {len(articles)} articles kept, {arguments.clients} streams | {kept / seconds:.2f} a second |")
        print(f"| most memory resident, with {arguments.long} texts of 1 MiB | {memory_mib(ingest, 'VmHWM'):.0f} MiB |")


if __name__ == "__main__":
    main()
