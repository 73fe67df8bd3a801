#include "tests/testing/sample_articles.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "tests/testing/call.h"

namespace onrecord::tests {
namespace {

constexpr char kFerryText[] =
    "The ferry line between Sandvik and Östhamn will stop for the winter, its operator said on "
    "Monday.\n\n"
    "“We have lost money on every crossing since October,” said Karin Holm, the chief executive of "
    "Nordfär. “That cannot go on.” She denied that the company had decided to sell its two ships "
    "and said that all 45 members of the crew would keep their jobs.\n\n"
    "The mayor of Sandvik, Erik Lund, accused Nordfär of breaking its contract and called the "
    "decision “a slap in the face for the islanders 😡”. He demanded that the county take over the "
    "line at once. “I will talk to the minister tomorrow,” Lund told reporters.\n\n"
    "About 200 residents protested at the quay on Sunday. According to Holm, the company had "
    "offered them a bus over the new bridge, but the residents’ association rejected the offer.\n";

constexpr char kReservoirText[] =
    "Engineers found a crack in the wall of the Tarnow reservoir on Thursday. The regional water "
    "board said the wall was safe. “There is no danger for anybody downstream,” said Marek "
    "Zielinski, "
    "a spokesman for the board.\n\n"
    "Farmers in the valley doubted it. “Nobody has shown us the report,” said Anna Nowak, who "
    "grows "
    "cherries below the dam. She warned that a flood would ruin forty farms. The board promised to "
    "publish the report by Friday.\n";

}  // namespace

v1::Article FerryArticle() {
  v1::Article article = FromText<v1::Article>(R"pb(
    name: "articles/ferry-stops"
    title: "Ferry line stops for the winter"
    publisher: "Sandvik Courier"
    uri: "https://sandvik-courier.example/ferry"
    publish_time { seconds: 1764662400 }  # Tuesday, 2025-12-02T08:00:00Z
    publish_utc_offset_minutes: 60
    language: "en"
    authors: "Lisa Ek"
  )pb");
  article.set_text(kFerryText);
  return article;
}

v1::Article CorrectedFerryArticle() {
  v1::Article article = FerryArticle();
  article.set_text(
      "The ferry line between Sandvik and Östhamn will go on all winter, its operator said in a "
      "correction.\n\n“We never planned to stop it,” said Karin Holm, the chief executive of "
      "Nordfär. The mayor of Sandvik, Erik Lund, welcomed the news.\n");
  return article;
}

v1::Article ReservoirArticle() {
  v1::Article article = FromText<v1::Article>(R"pb(
    name: "articles/reservoir-crack"
    title: "Crack in the reservoir wall"
    publisher: "Valley Observer"
    publish_time { seconds: 1764316800 }  # Friday, 2025-11-28T08:00:00Z
    language: "en"
  )pb");
  article.set_text(kReservoirText);
  return article;
}

v1::CommitArticleRequest MillCommit(const std::string& name, v1::PositionKind kind,
                                    v1::EventType type, const std::string& note) {
  v1::CommitArticleRequest commit = FromText<v1::CommitArticleRequest>(R"pb(
    article { title: "The old mill" publisher: "Mill Gazette" language: "en" }
    analysis {
      model_version: "by-hand"
      speakers {
        id: "s1"
        speaker {
          display_name: "Ilse Brandt"
          type: SPEAKER_TYPE_PERSON
          aliases: "Brandt"
          roles: "mayor"
        }
        mentions { form: MENTION_FORM_NAME }
        mentions { form: MENTION_FORM_PRONOUN }
      }
      speakers {
        id: "s2"
        speaker { display_name: "tenants' union" type: SPEAKER_TYPE_ORGANIZATION }
        mentions { form: MENTION_FORM_NAME }
      }
      positions {
        name: "p-1"
        speakers { speaker: "s1" }
        quotation: QUOTATION_DIRECT
        confidence: 0.75
      }
      events {
        name: "e-1"
        status: EVENT_STATUS_ACTUAL
        actors { speaker { speaker: "s1" } }
        recipients { speaker { speaker: "s2" } }
        positions: "p-1"
        confidence: 0.5
      }
    }
  )pb");
  const std::string text = absl::StrCat(
      "“We will not rent out the old mill,” said Ilse Brandt, the mayor. "
      "She met the tenants' union in March, ",
      note, ".");
  commit.mutable_article()->set_name(name);
  commit.mutable_article()->set_text(text);
  auto& analysis = *commit.mutable_analysis();
  *analysis.mutable_speakers(0)->mutable_mentions(0)->mutable_span() = SpanOf(text, "Ilse Brandt");
  *analysis.mutable_speakers(0)->mutable_mentions(1)->mutable_span() = SpanOf(text, "She");
  *analysis.mutable_speakers(1)->mutable_mentions(0)->mutable_span() =
      SpanOf(text, "the tenants' union");
  v1::Position& position = *analysis.mutable_positions(0);
  position.set_kind(kind);
  *position.add_source() = SpanOf(text, "Ilse Brandt, the mayor");
  *position.add_cue() = SpanOf(text, "said");
  *position.add_content() = SpanOf(text, "“We will not rent out the old mill,”");
  v1::Event& event = *analysis.mutable_events(0);
  event.set_type(type);
  *event.add_triggers() = SpanOf(text, "met");
  *event.mutable_actors(0)->mutable_span() = SpanOf(text, "She");
  *event.mutable_recipients(0)->mutable_span() = SpanOf(text, "the tenants' union");
  return commit;
}

v1::Span SpanOf(std::string_view text, std::string_view words) {
  const size_t begin = text.find(words);
  if (begin == std::string_view::npos) std::abort();
  v1::Span span;
  span.set_begin(static_cast<int>(begin));
  span.set_end(static_cast<int>(begin + words.size()));
  return span;
}

}  // namespace onrecord::tests
