// Articles for tests: texts with what was read from them, and places to keep them.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_SAMPLES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_SAMPLES_H_

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// An empty directory that is removed in the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory()
      : path_(std::filesystem::temp_directory_path() /
              absl::StrCat("onrecord-", getpid(), "-", next_++)) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string File(const std::string& name) const { return path_ / name; }

 private:
  static inline int next_ = 0;
  const std::filesystem::path path_;
};

inline absl::Time At(const std::string& rfc3339) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, rfc3339, &time, &error)) << error;
  return time;
}

// Writes an article sentence by sentence and notes what there is to read from each.
class ArticleSample {
 public:
  explicit ArticleSample(const std::string& id) {
    article.id = id;
    article.language = "en";
    article.publisher = "The Coast Herald";
    article.text = "News. ";
    analysis.model_version = "test-1";
  }

  // The local id.
  std::string AddSpeaker(const std::string& name, SpeakerType type = SpeakerType::kPerson) {
    LocalSpeaker local;
    local.id = absl::StrCat("s", analysis.speakers.size() + 1);
    local.speaker.display_name = name;
    local.speaker.type = type;
    analysis.speakers.push_back(local);
    return local.id;
  }

  // The words at the end of the text.
  Span AddWords(const std::string& words) {
    const auto begin = static_cast<int32_t>(article.text.size());
    article.text += words;
    const auto end = static_cast<int32_t>(article.text.size());
    article.text += " ";
    return {begin, end};
  }

  PositionRecord& AddPosition(const std::string& id, const std::vector<std::string>& speakers,
                              const std::string& content,
                              PositionKind kind = PositionKind::kStatement) {
    PositionRecord position;
    position.id = id;
    position.kind = kind;
    position.quotation = Quotation::kIndirect;
    position.cue = {AddWords("said")};
    position.content = {AddWords(content)};
    position.confidence = 0.5f;
    position.model_version = "test-1";
    for (const std::string& speaker : speakers) position.speakers.push_back({speaker, "", {}});
    analysis.positions.push_back(position);
    return analysis.positions.back();
  }

  EventRecord& AddEvent(const std::string& id, EventType type,
                        const std::vector<std::string>& actors) {
    EventRecord event;
    event.id = id;
    event.type = type;
    event.status = EventStatus::kActual;
    event.triggers = {AddWords("happened")};
    event.confidence = 0.5f;
    event.model_version = "test-1";
    for (const std::string& actor : actors) {
      event.actors.push_back({{actor, "", {}}, AddWords("they")});
    }
    analysis.events.push_back(event);
    return analysis.events.back();
  }

  absl::StatusOr<CommitResult> CommitTo(Archive& archive, bool replace = false) const {
    return archive.Commit(article, analysis, replace);
  }

  ArticleRecord article;
  ReadAnalysis analysis;
};

// All changes after `revision`.
inline std::vector<Change> ChangesAfter(const Archive& archive, int64_t revision) {
  const auto page = archive.WatchChanges(revision, {}, 1000);
  EXPECT_TRUE(page.ok()) << page.status();
  if (!page.ok()) return {};
  EXPECT_EQ(page->up_to_revision, page->archive_revision);
  std::vector<Change> changes;
  for (const WatchedChange& watched : page->changes) changes.push_back(watched.change);
  return changes;
}

// A test with an archive of its own.
class ArchiveTest : public testing::Test {
 protected:
  ArchiveTest() { Reopen(); }

  // Closes the archive and opens it again.
  void Reopen(const ArchiveOptions& options = {}) {
    archive_.reset();
    auto opened = Archive::Open(path(), options);
    ASSERT_TRUE(opened.ok()) << opened.status();
    archive_ = *std::move(opened);
  }

  void Commit(const ArticleSample& sample) {
    const auto committed = sample.CommitTo(*archive_);
    ASSERT_TRUE(committed.ok()) << committed.status();
  }

  std::string path() const { return directory_.File("archive.db"); }

  TemporaryDirectory directory_;
  std::unique_ptr<Archive> archive_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_SAMPLES_H_
