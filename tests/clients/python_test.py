#!/usr/bin/env python3
"""The services as a Python program meets them, with grpcio from PyPI and stubs made from the contract.

  python_test.py --build=build

What matters here: offsets in OFFSET_ENCODING_UTF32 slice Python's strings as they stand, streams work, and the
details of errors are read with the published classes. Exits with 77 (skipped) where the packages are missing.
"""

import argparse
import sys
import tempfile
import unittest

import services

try:
    import grpc
    from google.protobuf import json_format, timestamp_pb2
    from google.rpc import error_details_pb2, status_pb2

    import stubs
except ImportError as missing:
    services.skip(f"{missing}; tests/clients/install-tools gets it")

MIXED_TEXT = (
    "“Nous ne fermerons jamais le café 🙂 ici,” said Zoë Müller, the mayor of Łódź.\n\n"
    "She told 東京 reporters: “It’s 𝒻ine — e\u0301 or é.” Müller denied that the bridge was unsafe.\r\n"
    "The mayor met the union on Tuesday.")


def spans_in(message):
    """All Span messages anywhere in a message."""
    if message.DESCRIPTOR.full_name == "onrecord.v1.Span":
        yield message
        return
    for field, value in message.ListFields():
        if field.message_type is None or field.message_type.GetOptions().map_entry:
            continue
        for child in [value] if hasattr(value, "ListFields") else value:
            yield from spans_in(child)


class PythonTest(unittest.TestCase):
    build = None

    @classmethod
    def setUpClass(cls):
        stubs.make(cls.enterClassContext(tempfile.TemporaryDirectory()))
        from onrecord.v1 import (article_pb2, ingest_service_pb2, ingest_service_pb2_grpc, query_service_pb2,
                                 query_service_pb2_grpc, text_pb2)
        cls.article_pb2, cls.ingest_pb2, cls.query_pb2, cls.text_pb2 = (article_pb2, ingest_service_pb2,
                                                                        query_service_pb2, text_pb2)
        ingest, query = cls.enterClassContext(services.running(cls.build))
        cls.ingest = ingest_service_pb2_grpc.IngestServiceStub(
            cls.enterClassContext(grpc.insecure_channel(ingest.address)))
        cls.query = query_service_pb2_grpc.QueryServiceStub(cls.enterClassContext(grpc.insecure_channel(query.address)))
        cls.articles = [cls.article_of(path) for path in services.sample_paths()]
        requests = [ingest_service_pb2.IngestArticlesRequest(tag=str(i), article=article)
                    for i, article in enumerate(cls.articles)]
        blank = ingest_service_pb2.IngestArticlesRequest(tag="blank", article=article_pb2.Article(text="\n"))
        cls.answers = {answer.tag: answer
                       for answer in cls.ingest.IngestArticles(iter([*requests, blank]), timeout=60)}

    @classmethod
    def article_of(cls, path):
        sample = services.sample(path)
        return json_format.ParseDict(sample, cls.article_pb2.Article())

    def error(self, call, request):
        """The google.rpc.Status of a call that must fail, and its details by type."""
        with self.assertRaises(grpc.RpcError) as raised:
            call(request, timeout=30)
        trailers = dict(raised.exception.trailing_metadata())
        status = status_pb2.Status.FromString(trailers["grpc-status-details-bin"])
        self.assertEqual(status.code, raised.exception.code().value[0])
        return status, self.details(status)

    def details(self, status):
        details = {}
        for any_detail in status.details:
            for kind in (error_details_pb2.ErrorInfo, error_details_pb2.BadRequest, error_details_pb2.RetryInfo):
                detail = kind()
                if any_detail.Unpack(detail):
                    details[kind] = detail
        return details

    def assert_slices(self, text, message, begin_to_end):
        spans = list(spans_in(message))
        self.assertTrue(spans)
        for span in spans:
            self.assertEqual(begin_to_end(text, span.begin, span.end), span.text)

    def analyze(self, text, encoding):
        request = self.ingest_pb2.AnalyzeArticleRequest(article=self.article_pb2.Article(text=text),
                                                        offset_encoding=encoding)
        return self.ingest.AnalyzeArticle(request, timeout=30).analysis

    def test_code_point_offsets_slice_strings(self):
        for text in [MIXED_TEXT, *(article.text for article in self.articles)]:
            analysis = self.analyze(text, self.text_pb2.OFFSET_ENCODING_UTF32)
            self.assertGreater(len(analysis.positions), 0)
            self.assert_slices(text, analysis, lambda t, begin, end: t[begin:end])

    def test_byte_offsets_slice_bytes(self):
        analysis = self.analyze(MIXED_TEXT, self.text_pb2.OFFSET_ENCODING_UTF8)
        self.assert_slices(MIXED_TEXT, analysis, lambda t, begin, end: t.encode()[begin:end].decode())

    def test_utf16_offsets_slice_code_units(self):
        analysis = self.analyze(MIXED_TEXT, self.text_pb2.OFFSET_ENCODING_UTF16)
        self.assert_slices(MIXED_TEXT, analysis,
                           lambda t, begin, end: t.encode("utf-16-le")[2 * begin:2 * end].decode("utf-16-le"))

    def test_archive_keeps_text_and_offsets(self):
        for article in self.articles:
            kept = self.query.GetArticle(self.query_pb2.GetArticleRequest(name=article.name), timeout=30)
            self.assertEqual(kept.text, article.text)
            by_article = {"articles": [article.name]}
            encoding = self.text_pb2.OFFSET_ENCODING_UTF32
            positions = self.query.ListPositions(self.query_pb2.ListPositionsRequest(
                filter=by_article, page_size=1000, offset_encoding=encoding), timeout=30)
            events = self.query.ListEvents(self.query_pb2.ListEventsRequest(
                filter=by_article, page_size=1000, offset_encoding=encoding), timeout=30)
            self.assertEqual(len(positions.positions), kept.position_count)
            self.assertEqual(len(events.events), kept.event_count)
            for answer in (positions, events):
                self.assert_slices(kept.text, answer, lambda t, begin, end: t[begin:end])

    def test_reading_is_the_same_every_time(self):
        encoding = self.text_pb2.OFFSET_ENCODING_UTF8
        self.assertEqual(self.analyze(MIXED_TEXT, encoding), self.analyze(MIXED_TEXT, encoding))

    def test_stream_answers_every_tag_once(self):
        self.assertEqual(set(self.answers), {"blank", *map(str, range(len(self.articles)))})
        for i, article in enumerate(self.articles):
            self.assertEqual(self.answers[str(i)].ingested.article.name, article.name)

    def test_stream_survives_bad_article(self):
        status = self.answers["blank"].error
        self.assertEqual(status.code, grpc.StatusCode.INVALID_ARGUMENT.value[0])
        violations = self.details(status)[error_details_pb2.BadRequest].field_violations
        self.assertEqual(violations[0].field, "article.text")

    def test_pages_hold_everything_once(self):
        whole = self.query.ListPositions(self.query_pb2.ListPositionsRequest(page_size=1000), timeout=30)
        self.assertEqual(whole.next_page_token, "")
        names, request = [], self.query_pb2.ListPositionsRequest(page_size=3)
        while True:
            page = self.query.ListPositions(request, timeout=30)
            names += [position.name for position in page.positions]
            if not page.next_page_token:
                break
            request.page_token = page.next_page_token
        self.assertEqual(names, [position.name for position in whole.positions])

    def test_publication_time_filters(self):
        end = timestamp_pb2.Timestamp()
        end.FromJsonString("2026-03-01T00:00:00Z")
        request = self.query_pb2.ListArticlesRequest(filter={"publish_time": {"end_time": end}})
        found = self.query.ListArticles(request, timeout=30)
        self.assertEqual([article.name for article in found.articles], ["articles/clinic-records"])

    def test_bad_name_is_explained(self):
        status, details = self.error(self.query.GetSpeaker, self.query_pb2.GetSpeakerRequest(name="speakers/"))
        self.assertEqual(status.code, grpc.StatusCode.INVALID_ARGUMENT.value[0])
        self.assertEqual(details[error_details_pb2.ErrorInfo].domain, "onrecord")
        self.assertEqual(details[error_details_pb2.BadRequest].field_violations[0].field, "name")

    def test_watch_begins_with_what_was(self):
        watch = self.query.WatchChanges(self.query_pb2.WatchChangesRequest(), timeout=30)
        self.assertGreaterEqual(next(watch).archive_revision, 0)
        watch.cancel()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    arguments, rest = parser.parse_known_args()
    PythonTest.build = arguments.build
    unittest.main(argv=[sys.argv[0], *rest])
