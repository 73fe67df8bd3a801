#!/usr/bin/env python3
"""The services as grpcurl meets them: reflection, health, calls in JSON, errors that explain themselves.

Fields have their names of the contract here ("page_size"): the JSON names ("pageSize"), which grpcurl takes as well,
are no part of what C++ servers tell by reflection.

  grpcurl_test.py --build=build

Exits with 77 (skipped) where there is no grpcurl.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import unittest

import services

QUERY = "onrecord.v1.QueryService/"
INGEST = "onrecord.v1.IngestService/"


def parse_stream(text):
    """The JSON values that stand one after the other in `text`."""
    decoder = json.JSONDecoder()
    values = []
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        values.append(value)
        text = text[end:]
    return values


class GrpcurlTest(unittest.TestCase):
    build = None
    grpcurl = None

    @classmethod
    def setUpClass(cls):
        running = services.running(cls.build)
        cls.ingest, cls.query = cls.enterClassContext(running)
        requests = [{"tag": path.stem, "article": services.sample(path)} for path in services.sample_paths()]
        cls.answers = parse_stream(cls.run_grpcurl(cls.ingest, INGEST + "IngestArticles", *requests).stdout)

    @classmethod
    def run_grpcurl(cls, service, *words_then_requests):
        words = [word for word in words_then_requests if isinstance(word, str)]
        requests = [json.dumps(request) for request in words_then_requests if isinstance(request, dict)]
        data = ["-d", "@"] if requests else []
        return subprocess.run([cls.grpcurl, "-plaintext", "-format-error", *data, service.address, *words],
                              input="\n".join(requests), capture_output=True, text=True, timeout=60)

    def call(self, service, method, request):
        done = self.run_grpcurl(service, method, request)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def error(self, service, method, request):
        """Code, ErrorInfo and BadRequest of a call that must fail."""
        done = self.run_grpcurl(service, method, request)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        status = json.loads(done.stderr)
        details = {detail["@type"].rpartition(".")[2]: detail for detail in status.get("details", [])}
        return status["code"], details.get("ErrorInfo", {}), details.get("BadRequest", {})

    def test_reflection_lists_services(self):
        ingest = self.run_grpcurl(self.ingest, "list").stdout.split()
        query = self.run_grpcurl(self.query, "list").stdout.split()
        self.assertIn("onrecord.v1.IngestService", ingest)
        self.assertIn("onrecord.v1.QueryService", query)
        self.assertIn("onrecord.v1.ArchiveService", query)
        for names in (ingest, query):
            self.assertIn("grpc.health.v1.Health", names)
            self.assertIn("grpc.reflection.v1alpha.ServerReflection", names)

    def test_reflection_describes_filters(self):
        description = self.run_grpcurl(self.query, "describe", "onrecord.v1.PositionFilter").stdout
        self.assertIn("repeated .onrecord.v1.PositionKind kinds", description)

    def test_both_are_healthy(self):
        for service in (self.ingest, self.query):
            self.assertEqual(self.call(service, "grpc.health.v1.Health/Check", {}), {"status": "SERVING"})

    def test_stream_answers_every_article(self):
        self.assertEqual({answer["tag"] for answer in self.answers}, {path.stem for path in services.sample_paths()})
        for answer in self.answers:
            self.assertEqual(answer["ingested"]["outcome"], "COMMIT_OUTCOME_CREATED")
            self.assertGreater(answer["ingested"]["article"]["position_count"], 5)

    def test_same_article_again_changes_nothing(self):
        article = services.sample(services.sample_paths()[0])
        answer = self.call(self.ingest, INGEST + "IngestArticle", {"article": article})
        self.assertEqual(answer["outcome"], "COMMIT_OUTCOME_UNCHANGED")
        self.assertEqual(answer["article"]["revision"], 1)

    def test_speaker_leads_to_positions(self):
        speakers = self.call(self.query, QUERY + "ListSpeakers", {"filter": {"text": "lindqvist"}})["speakers"]
        self.assertEqual([speaker["display_name"] for speaker in speakers], ["Maria Lindqvist"])
        request = {"filter": {"speakers": [speakers[0]["name"]]}}
        positions = self.call(self.query, QUERY + "ListPositions", request)["positions"]
        self.assertEqual(len(positions), speakers[0]["position_count"])
        for position in positions:
            self.assertIn(speakers[0]["name"], [speaker["speaker"] for speaker in position["speakers"]])

    def test_positions_are_found_by_their_words(self):
        request = {"filter": {"text": "\"refused to talk\""}}
        positions = self.call(self.query, QUERY + "ListPositions", request)["positions"]
        self.assertTrue(positions)
        for position in positions:
            self.assertIn("refused to talk", " ".join(span["text"] for span in position["content"]))

    def test_events_are_listed_by_article(self):
        request = {"filter": {"articles": ["articles/harbour-strike"]}}
        events = self.call(self.query, QUERY + "ListEvents", request)["events"]
        self.assertTrue(events)
        self.assertEqual({event["article"] for event in events}, {"articles/harbour-strike"})

    def test_verbal_acts_lead_to_positions_and_back(self):
        events = self.call(self.query, QUERY + "ListEvents", {})["events"]
        performed = [event for event in events if "performed_in" in event]
        self.assertTrue(performed)
        position = self.call(self.query, QUERY + "GetPosition", {"name": performed[0]["performed_in"]})
        self.assertIn(performed[0]["name"], position["events"])
        request = {"filter": {"positions": [position["name"]]}}
        told = self.call(self.query, QUERY + "ListEvents", request)["events"]
        self.assertEqual([event["name"] for event in told], position["events"])

    def test_pages_follow_tokens(self):
        names, token = [], ""
        while True:
            page = self.call(self.query, QUERY + "ListArticles", {"page_size": 1, "page_token": token})
            names += [article["name"] for article in page["articles"]]
            token = page.get("next_page_token")
            if not token:
                break
        self.assertEqual(sorted(names), sorted(services.sample(path)["name"] for path in services.sample_paths()))

    def test_blank_text_is_explained(self):
        code, info, bad = self.error(self.ingest, INGEST + "IngestArticle", {"article": {"text": " "}})
        self.assertEqual(code, 3)
        self.assertEqual(info["domain"], "onrecord")
        self.assertEqual(bad["field_violations"][0]["field"], "article.text")

    def test_missing_article_is_explained(self):
        code, info, _ = self.error(self.query, QUERY + "GetArticle", {"name": "articles/none"})
        self.assertEqual(code, 5)
        self.assertEqual(info["reason"], "RESOURCE_NOT_FOUND")
        self.assertEqual(info["metadata"]["resource"], "articles/none")

    def test_negative_page_size_is_explained(self):
        code, info, bad = self.error(self.query, QUERY + "ListPositions", {"page_size": -1})
        self.assertEqual(code, 3)
        self.assertEqual(info["reason"], "INVALID_FIELD")
        self.assertEqual(bad["field_violations"][0]["field"], "page_size")

    def test_token_of_other_filter_is_explained(self):
        page = self.call(self.query, QUERY + "ListPositions", {"page_size": 1})
        request = {"page_size": 1, "page_token": page["next_page_token"], "filter": {"text": "strike"}}
        code, info, _ = self.error(self.query, QUERY + "ListPositions", request)
        self.assertEqual(code, 3)
        self.assertEqual(info["reason"], "PAGE_TOKEN_MISMATCH")

    def test_unknown_enum_number_is_explained(self):
        code, _, bad = self.error(self.query, QUERY + "ListPositions", {"filter": {"kinds": [999]}})
        self.assertEqual(code, 3)
        self.assertTrue(bad["field_violations"][0]["field"].startswith("filter.kinds"))

    def test_calls_that_the_start_prints_work(self):
        show = subprocess.run(
            [f"{self.build}/deploy/show/onrecord-show", f"--ingest={self.ingest.address}",
             f"--query={self.query.address}", "--calls", *map(str, services.sample_paths())],
            capture_output=True, text=True, timeout=60)
        self.assertEqual(show.returncode, 0, show.stderr)
        calls = [line for line in show.stdout.splitlines() if line.startswith("grpcurl ")]
        self.assertEqual(len(calls), 5)
        path = os.path.dirname(self.grpcurl) + ":" + os.environ["PATH"]
        for call in calls:
            done = subprocess.run(["bash", "-c", call], capture_output=True, text=True, timeout=60,
                                  env={**os.environ, "PATH": path})
            self.assertEqual(done.returncode, 0, call + "\n" + done.stderr)
            self.assertGreater(len(done.stdout), 20, call)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    arguments, rest = parser.parse_known_args()
    GrpcurlTest.build = arguments.build
    GrpcurlTest.grpcurl = shutil.which("grpcurl") or services.skip("no grpcurl; tests/clients/install-tools gets it")
    unittest.main(argv=[sys.argv[0], *rest])
