// Spans in the unit that the client's language indexes strings with, cut here the way that language
// does it.

#include <unicode/unistr.h>

#include <string>

#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

// Letters with combining marks, an emoji of several code points, and characters of two, three and
// four bytes before and inside of what is quoted.
constexpr char kText[] =
    "👩‍👩‍👧 Café Ünïçøde, 12 March. "
    "“We will paint the cafe\u0301 wall 🎨 in May,” said Zoe\u0308 Ångström, the owner. "
    "🙂 She said that the tenants had agreed 👍 to it.";

std::string Utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

// As Java and JavaScript do.
std::string CutUtf16(const v1::Span& span) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(kText);
  return Utf8(text.tempSubStringBetween(span.begin(), span.end()));
}

// As Python does.
std::string CutUtf32(const v1::Span& span) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(kText);
  return Utf8(text.tempSubStringBetween(text.moveIndex32(0, span.begin()),
                                        text.moveIndex32(0, span.end())));
}

// As C++ and Go do.
std::string CutUtf8(const v1::Span& span) {
  return std::string(kText).substr(span.begin(), span.end() - span.begin());
}

std::string Cut(v1::OffsetEncoding encoding, const v1::Span& span) {
  if (encoding == v1::OFFSET_ENCODING_UTF16) return CutUtf16(span);
  if (encoding == v1::OFFSET_ENCODING_UTF32) return CutUtf32(span);
  return CutUtf8(span);
}

constexpr v1::OffsetEncoding kEncodings[] = {v1::OFFSET_ENCODING_UNSPECIFIED,
                                             v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16,
                                             v1::OFFSET_ENCODING_UTF32};

int CheckPosition(v1::OffsetEncoding encoding, const v1::Position& position) {
  int spans = 0;
  for (const auto* part : {&position.source(), &position.cue(), &position.content()}) {
    for (const v1::Span& span : *part) {
      EXPECT_EQ(Cut(encoding, span), span.text()) << encoding;
      ++spans;
    }
  }
  return spans;
}

int CheckEvent(v1::OffsetEncoding encoding, const v1::Event& event) {
  for (const v1::Span& span : event.triggers()) {
    EXPECT_EQ(Cut(encoding, span), span.text()) << encoding;
  }
  return event.triggers_size();
}

TEST(OffsetEncoding, AnalysisSlicesInEveryUnit) {
  ServicePair pair;
  for (const v1::OffsetEncoding encoding : kEncodings) {
    v1::AnalyzeArticleRequest request;
    request.mutable_article()->set_text(kText);
    request.set_offset_encoding(encoding);
    const auto answer = Call(pair.ingest(), &IngestStub::AnalyzeArticle, request);
    ASSERT_THAT(answer.status, IsOk());
    const v1::Analysis& analysis = answer.response.analysis();
    int spans = 0;
    for (const auto& position : analysis.positions()) spans += CheckPosition(encoding, position);
    for (const auto& event : analysis.events()) CheckEvent(encoding, event);
    for (const auto& speaker : analysis.speakers()) {
      for (const auto& mention : speaker.mentions()) {
        EXPECT_EQ(Cut(encoding, mention.span()), mention.span().text());
      }
    }
    EXPECT_GE(spans, 3) << "the sample must have a position after its wide characters";
  }
}

TEST(OffsetEncoding, QueriesSliceInEveryUnit) {
  ServicePair pair;
  v1::IngestArticleRequest ingest;
  ingest.mutable_article()->set_text(kText);
  ASSERT_THAT(Call(pair.ingest(), &IngestStub::IngestArticle, ingest).status, IsOk());
  for (const v1::OffsetEncoding encoding : kEncodings) {
    v1::ListPositionsRequest positions;
    positions.set_offset_encoding(encoding);
    int spans = 0;
    const auto found = Call(pair.query(), &QueryStub::ListPositions, positions).response;
    for (const v1::Position& position : found.positions()) {
      spans += CheckPosition(encoding, position);
      v1::GetPositionRequest one;
      one.set_name(position.name());
      one.set_offset_encoding(encoding);
      spans += CheckPosition(encoding, Call(pair.query(), &QueryStub::GetPosition, one).response);
    }
    EXPECT_GE(spans, 6);
    v1::ListEventsRequest events;
    events.set_offset_encoding(encoding);
    const auto happened = Call(pair.query(), &QueryStub::ListEvents, events).response;
    for (const v1::Event& event : happened.events()) {
      CheckEvent(encoding, event);
    }
  }
}

TEST(OffsetEncoding, CommitsTakeEveryUnit) {
  ServicePair pair(ServicePair::Services::kQueryOnly);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(kText);
  const int begin = text.indexOf(icu::UnicodeString::fromUTF8("said"));
  for (const v1::OffsetEncoding encoding :
       {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16, v1::OFFSET_ENCODING_UTF32}) {
    auto commit = FromText<v1::CommitArticleRequest>(R"pb(
      article { name: "articles/cafe" }
      analysis {
        model_version: "by-hand"
        positions { name: "p-1" kind: POSITION_KIND_PROMISE quotation: QUOTATION_DIRECT }
      }
      replace: true
    )pb");
    commit.mutable_article()->set_text(kText);
    commit.set_offset_encoding(encoding);
    v1::Span& cue = *commit.mutable_analysis()->mutable_positions(0)->add_cue();
    switch (encoding) {
      case v1::OFFSET_ENCODING_UTF16:
        cue.set_begin(begin);
        break;
      case v1::OFFSET_ENCODING_UTF32:
        cue.set_begin(text.countChar32(0, begin));
        break;
      default:
        cue.set_begin(SpanOf(kText, "said").begin());
    }
    cue.set_end(cue.begin() + 4);
    ASSERT_THAT(Call(pair.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
    const auto kept = Call(pair.query(), &QueryStub::ListPositions, v1::ListPositionsRequest());
    EXPECT_EQ(kept.response.positions(0).cue(0).text(), "said");
  }
}

}  // namespace
}  // namespace onrecord::tests
