// How well the archive tells namesakes apart: pairs of mentions in different articles, of which
// people have said whether they are the same. A wrong merger is worse than a missed one, so that
// precision is asked for first. Floors only go up.

#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

// A speaker as an article shows it.
struct Mention {
  SpeakerType type = SpeakerType::kPerson;
  std::string name;
  std::vector<std::string> roles;
};

struct Pair {
  bool same = false;
  Mention a;
  Mention b;
  std::string line;
};

std::vector<std::string> Roles(const std::string& field) {
  std::vector<std::string> roles;
  for (const absl::string_view role : absl::StrSplit(field, ';')) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(role);
    if (!stripped.empty()) roles.emplace_back(stripped);
  }
  return roles;
}

std::vector<Pair> ReadPairs(const std::string& file) {
  std::vector<Pair> pairs;
  std::ifstream in(absl::StrCat("tests/accuracy/namesakes/", file));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields = absl::StrSplit(line, '|');
    fields.resize(6);
    for (std::string& field : fields) field = std::string(absl::StripAsciiWhitespace(field));
    const SpeakerType type =
        fields[1] == "person" ? SpeakerType::kPerson : SpeakerType::kOrganization;
    pairs.push_back({fields[0] == "same",
                     {type, fields[2], Roles(fields[3])},
                     {type, fields[4], Roles(fields[5])},
                     line});
  }
  return pairs;
}

class NamesakesTest : public ArchiveTest {
 protected:
  // Commits an article that lets `mention` speak; who the archive says that is.
  std::string Speaker(const Mention& mention) {
    ArticleSample sample(absl::StrCat("a", ++articles_));
    const std::string local = sample.AddSpeaker(mention.name, mention.type);
    sample.analysis.speakers.back().speaker.roles = mention.roles;
    sample.AddPosition("p", {local}, "words");
    Commit(sample);
    const auto page = archive_->GetPosition(sample.article.id, "p");
    return page->positions.at(0).speakers.at(0).id;
  }

  void Forget() {
    for (; articles_ > 0; --articles_) {
      ASSERT_TRUE(archive_->DeleteArticle(absl::StrCat("a", articles_)).ok());
    }
  }

  // Every pair in both orders, each in an archive that knows nobody else.
  void Score(const std::string& file, double least_precision, double least_recall) {
    int merged = 0;
    int rightly = 0;
    int same = 0;
    for (const Pair& pair : ReadPairs(file)) {
      for (const auto& [first, second] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
        const std::string known = Speaker(first);
        const bool joined = Speaker(second) == known;
        merged += joined;
        same += pair.same;
        rightly += joined && pair.same;
        if (joined != pair.same) {
          std::cout << (joined ? "wrongly merged: " : "missed: ") << pair.line << "\n";
        }
        Forget();
      }
    }
    ASSERT_GT(same, 0) << file;
    const double precision = static_cast<double>(rightly) / merged;
    const double recall = static_cast<double>(rightly) / same;
    std::cout << file << ": precision " << precision << ", recall " << recall << "\n";
    EXPECT_GE(precision, least_precision);
    EXPECT_GE(recall, least_recall);
  }

  int articles_ = 0;
};

TEST_F(NamesakesTest, TellsDevelopmentPairsApart) { Score("development.txt", 1.0, 1.0); }

TEST_F(NamesakesTest, TellsHeldOutPairsApart) { Score("held_out.txt", 1.0, 0.95); }

}  // namespace
}  // namespace onrecord::query
