#include "ingest-service/analysis/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <tuple>

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kModel[] = "ingest-service/model/reader.safetensors";

constexpr char kArticle[] =
    "Port of Lund to close for a week\n\n"
    "“We have never promised to keep the harbour open,” Mayor Lena Osei told reporters on "
    "Monday.\n\n"
    "She denied that the city had been warned. Karl Brandt, the director of the port, said he "
    "would "
    "sue the city.\n\n"
    "According to Brandt, 300 workers walked out on Friday.\n";

bool Never() { return false; }

class AnalyzerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    absl::StatusOr<std::unique_ptr<Analyzer>> loaded = Analyzer::Load(kModel);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    analyzer_ = loaded->release();
  }
  static void TearDownTestSuite() { delete analyzer_; }

  static Analysis Read(std::string_view text) {
    absl::StatusOr<Analysis> analysis = analyzer_->Analyze({text, std::nullopt, 0}, Never);
    EXPECT_TRUE(analysis.ok()) << analysis.status();
    return analysis.ok() ? *std::move(analysis) : Analysis();
  }

  static std::vector<std::string> Ids(const Analysis& analysis) {
    std::vector<std::string> ids;
    for (const Position& position : analysis.positions) ids.push_back(position.id);
    for (const LinkedEvent& event : analysis.events) ids.push_back(event.id);
    return ids;
  }

  // Those of the events, by their triggers and participants.
  static std::map<std::string, std::string> IdsByWords(const Analysis& analysis,
                                                       std::string_view text) {
    std::map<std::string, std::string> ids;
    for (const LinkedEvent& link : analysis.events) {
      std::string words;
      for (const auto* spans : {&link.event.triggers, &link.event.actors, &link.event.recipients}) {
        for (const Span& span : *spans) words.append(Surface(text, span)).append(";");
        words += "|";
      }
      ids[words] = link.id;
    }
    return ids;
  }

  static Analyzer* analyzer_;
};

Analyzer* AnalyzerTest::analyzer_ = nullptr;

TEST_F(AnalyzerTest, ReadsWhoSaidWhat) {
  const Analysis analysis = Read(kArticle);
  EXPECT_EQ(analysis.model_version, analyzer_->model_version());
  const auto told =
      std::find_if(analysis.positions.begin(), analysis.positions.end(), [](const Position& each) {
        return Surface(kArticle, each.attribution.cue.front()) == "told";
      });
  ASSERT_NE(told, analysis.positions.end());
  EXPECT_EQ(told->quotation, QuotationForm::kDirect);
  ASSERT_EQ(told->speakers.size(), 1u);
  EXPECT_EQ(analysis.speakers[told->speakers.front()].display_name, "Lena Osei");
  EXPECT_EQ(analysis.speakers[told->speakers.front()].type, SpeakerType::kPerson);
}

TEST_F(AnalyzerTest, ReferencesAndSpansStayInside) {
  const Analysis analysis = Read(kArticle);
  const int speakers = static_cast<int>(analysis.speakers.size());
  const Span text = {0, static_cast<int32_t>(sizeof(kArticle) - 1)};
  for (const Position& position : analysis.positions) {
    for (const Span& span : position.attribution.content) EXPECT_TRUE(text.Contains(span));
    for (const int speaker : position.speakers) EXPECT_LT(speaker, speakers);
    EXPECT_GE(position.attribution.confidence, 0);
    EXPECT_LE(position.attribution.confidence, 1);
  }
  for (const LinkedEvent& event : analysis.events) {
    for (const Participation& actor : event.actors) EXPECT_LT(actor.speaker, speakers);
    for (const int position : event.positions) {
      EXPECT_LT(position, static_cast<int>(analysis.positions.size()));
      EXPECT_NE(position, event.performed_in);
    }
    EXPECT_LT(event.performed_in.value_or(-1), static_cast<int>(analysis.positions.size()));
  }
}

TEST_F(AnalyzerTest, EmptyAndOddTextsGiveAnalyses) {
  EXPECT_THAT(Read("").positions, IsEmpty());
  EXPECT_THAT(Read(" \n\n\t").speakers, IsEmpty());
  Read(std::string(3000, '"'));
  Read("“" + std::string(300000, 'a') + "” said he. \xE2\x80\x8B\xF0\x9F\x98\x80");
}

// What is read with the same words keeps its id; words around it may change which these are.
TEST_F(AnalyzerTest, IdsOutliveRevision) {
  const std::string revised = std::string("Correction: none of note.\n\n") + kArticle;
  const Analysis before = Read(kArticle), after = Read(revised);
  for (const Position& position : before.positions) {
    EXPECT_THAT(Ids(after), ::testing::Contains(position.id));
  }
  const std::map<std::string, std::string> ids = IdsByWords(before, kArticle);
  int kept = 0;
  for (const auto& [words, id] : IdsByWords(after, revised)) {
    const auto found = ids.find(words);
    if (found == ids.end()) continue;
    EXPECT_EQ(found->second, id) << words;
    ++kept;
  }
  EXPECT_GE(kept, 3);
}

// Everything that the network finds in `text`.
struct NetworkReading {
  std::vector<Attribution> attributions;
  std::vector<NameMention> mentions;
};

void ExpectSame(const NetworkReading& read, const NetworkReading& expected) {
  ASSERT_EQ(read.attributions.size(), expected.attributions.size());
  for (size_t i = 0; i < expected.attributions.size(); ++i) {
    const Attribution& own = read.attributions[i];
    const Attribution& other = expected.attributions[i];
    EXPECT_EQ(std::tie(own.source, own.cue, own.content, own.confidence, own.reading.kind,
                       own.reading.hedged, own.reading.probability),
              std::tie(other.source, other.cue, other.content, other.confidence, other.reading.kind,
                       other.reading.hedged, other.reading.probability));
  }
  EXPECT_EQ(read.mentions, expected.mentions);
}

TEST_F(AnalyzerTest, SameToTheLastBitWhateverElseIsRead) {
  const auto read = [](std::string_view text) {
    return NetworkReading{*analyzer_->FindAttributions(text, Never),
                          *analyzer_->FindMentions(text, Never)};
  };
  const NetworkReading expected = read(kArticle);
  ASSERT_THAT(expected.attributions, Not(IsEmpty()));
  std::vector<NetworkReading> readings(4);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < readings.size(); ++i) {
    threads.emplace_back([&readings, &read, i] {
      std::string other;  // a text of another length on every thread
      for (size_t k = 0; k < 3 * i; ++k) other += kArticle;
      read(other);
      readings[i] = read(kArticle);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const NetworkReading& reading : readings) ExpectSame(reading, expected);
}

TEST_F(AnalyzerTest, IdsAreSameOnEveryThread) {
  const std::vector<std::string> expected = Ids(Read(kArticle));
  std::vector<std::vector<std::string>> read(4);
  std::vector<std::thread> threads;
  for (std::vector<std::string>& ids : read) {
    threads.emplace_back([&ids] { ids = Ids(Read(kArticle)); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::string>& ids : read) EXPECT_EQ(ids, expected);
}

TEST_F(AnalyzerTest, KindsOfGivenAttributionsAreThoseFound) {
  const auto found = analyzer_->FindAttributions(kArticle, Never);
  ASSERT_TRUE(found.ok()) << found.status();
  const auto kinds = analyzer_->ReadKinds(kArticle, *found, Never);
  ASSERT_TRUE(kinds.ok()) << kinds.status();
  ASSERT_EQ(kinds->size(), found->size());
  for (size_t i = 0; i < found->size(); ++i) {
    EXPECT_EQ((*kinds)[i].kind, (*found)[i].reading.kind);
    EXPECT_NEAR((*kinds)[i].probability, (*found)[i].reading.probability, 1e-5);
  }
}

TEST_F(AnalyzerTest, FindsNames) {
  const auto mentions = analyzer_->FindMentions(kArticle, Never);
  ASSERT_TRUE(mentions.ok()) << mentions.status();
  std::vector<std::string_view> people;
  for (const NameMention& mention : *mentions) {
    if (mention.type == MentionType::kPerson) people.push_back(Surface(kArticle, mention.span));
  }
  EXPECT_THAT(people, ::testing::IsSupersetOf({"Lena Osei", "Karl Brandt"}));
}

TEST_F(AnalyzerTest, CancellationStopsReadingAtEveryStage) {
  int asked = 0;
  ASSERT_TRUE(analyzer_
                  ->Analyze({kArticle, std::nullopt, 0},
                            [&asked] {
                              ++asked;
                              return false;
                            })
                  .ok());
  ASSERT_GT(asked, 3);
  for (int stop = 1; stop <= asked; ++stop) {
    int count = 0;
    const auto analysis =
        analyzer_->Analyze({kArticle, std::nullopt, 0}, [&count, stop] { return ++count == stop; });
    EXPECT_EQ(analysis.status().code(), absl::StatusCode::kCancelled);
    EXPECT_EQ(count, stop);
  }
}

TEST(AnalyzerLoadTest, MissingModelIsNotFound) {
  EXPECT_EQ(Analyzer::Load("no/such/model").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
