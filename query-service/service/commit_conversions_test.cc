#include "query-service/service/commit_conversions.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::query {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::CommitArticleRequest Parse(const std::string& text) {
  v1::CommitArticleRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
  return request;
}

// "é€😀" takes 2, 3 and 4 bytes; 1, 1 and 2 units of UTF-16; a code point each.
constexpr char kArticle[] = R"pb(
  article {
    name: "articles/a"
    text: "é€😀 said Ann"
    title: "T"
    publish_time { seconds: 60 }
  }
)pb";

TEST(FromProto, ConvertsOffsetsToBytes) {
  v1::CommitArticleRequest request = Parse(kArticle);
  *request.mutable_analysis() =
      Parse(R"pb(
        analysis {
          speakers {
            id: "s1"
            speaker { display_name: "Ann" type: SPEAKER_TYPE_PERSON roles: "mayor" aliases: "A." }
            mentions {
              span { begin: 10 end: 13 }
              form: MENTION_FORM_NAME
            }
          }
          positions {
            name: "p-1"
            speakers { speaker: "s1" }
            kind: POSITION_KIND_STATEMENT
            quotation: QUOTATION_INDIRECT
            negated: true
            content { begin: 0 end: 4 }
            cue { begin: 5 end: 9 }
            source { begin: 10 end: 13 }
            confidence: 0.5
          }
        })pb")
          .analysis();
  request.set_offset_encoding(v1::OFFSET_ENCODING_UTF16);
  const auto read = FromProto(request);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->name, "articles/a");
  EXPECT_EQ(read->article.publish_time, absl::FromUnixSeconds(60));
  ASSERT_EQ(read->analysis.positions.size(), 1u);
  const PositionRecord& position = read->analysis.positions[0];
  EXPECT_THAT(position.content, ElementsAre(Span{0, 9}));
  EXPECT_THAT(position.cue, ElementsAre(Span{10, 14}));
  EXPECT_EQ(position.kind, PositionKind::kStatement);
  EXPECT_TRUE(position.negated);
  EXPECT_EQ(position.speakers[0].id, "s1");
  ASSERT_EQ(read->analysis.speakers.size(), 1u);
  EXPECT_EQ(read->analysis.speakers[0].mentions[0].span, (Span{15, 18}));
  EXPECT_THAT(read->analysis.speakers[0].speaker.roles, ElementsAre("mayor"));
}

TEST(FromProto, ConvertsEveryPartOfAnEvent) {
  v1::CommitArticleRequest request = Parse(kArticle);
  *request.mutable_analysis() = Parse(R"pb(
                                  analysis {
                                    events {
                                      name: "e-1"
                                      type: EVENT_TYPE_PROTEST
                                      status: EVENT_STATUS_PLANNED
                                      triggers { begin: 10 end: 14 }
                                      actors {
                                        speaker { speaker: "s1" }
                                        span { begin: 15 end: 18 }
                                      }
                                      place {
                                        span { begin: 0 end: 2 }
                                        name: "É"
                                        country_code: "FR"
                                        latitude: 0
                                      }
                                      time {
                                        span { begin: 0 end: 2 }
                                        value: "1970"
                                        start_time {}
                                        end_time { seconds: 5 }
                                      }
                                      magnitudes {
                                        span { begin: 0 end: 2 }
                                        value: 12
                                        unit: "people"
                                      }
                                      positions: "p-1"
                                      performed_in: "p-2"
                                    }
                                  })pb")
                                    .analysis();
  const auto read = FromProto(request);
  ASSERT_TRUE(read.ok()) << read.status();
  const EventRecord& event = read->analysis.events.at(0);
  EXPECT_EQ(event.type, EventType::kProtest);
  EXPECT_EQ(event.status, EventStatus::kPlanned);
  EXPECT_EQ(event.actors.at(0).span, (Span{15, 18}));
  EXPECT_EQ(event.place->latitude, 0.0);
  EXPECT_EQ(event.place->longitude, std::nullopt);
  EXPECT_EQ(event.time->end_time, absl::FromUnixSeconds(5));
  EXPECT_EQ(event.magnitudes.at(0).value, 12);
  EXPECT_THAT(event.positions, ElementsAre("p-1"));
  EXPECT_EQ(event.performed_in, "p-2");
}

TEST(FromProto, NamesEveryOffsetThatCannotBe) {
  v1::CommitArticleRequest request = Parse(kArticle);
  *request.mutable_analysis() = Parse(R"pb(
                                  analysis {
                                    positions {
                                      cue { begin: 1 end: 2 }
                                      content { begin: 9 end: 99 }
                                    }
                                    events { triggers { begin: 9 end: 5 } }
                                  })pb")
                                    .analysis();
  const absl::Status status = FromProto(request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rpc::ReasonOf(status), "INVALID_FIELD");
  const std::string words(status.message());
  EXPECT_THAT(words, HasSubstr("analysis.positions[0].cue[0].begin"));
  EXPECT_THAT(words, HasSubstr("analysis.positions[0].content[0].end"));
  EXPECT_THAT(words, HasSubstr("analysis.events[0].triggers[0]: must not end (5) before"));
}

TEST(FromProto, RefusesTimesThatAreNone) {
  const auto status = FromProto(Parse(R"pb(article {
                                             text: "a"
                                             publish_time { nanos: -1 }
                                           })pb"))
                          .status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("article.publish_time"));
}

TEST(FromProto, RefusesUnknownEncodings) {
  v1::CommitArticleRequest request = Parse(kArticle);
  request.set_offset_encoding(static_cast<v1::OffsetEncoding>(9));
  EXPECT_EQ(FromProto(request).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::query
