#include "query-service/service/answer_cache.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "onrecord/v1/event.pb.h"
#include "onrecord/v1/position.pb.h"

namespace onrecord::query {
namespace {

constexpr int64_t kRoom = 1 << 20;

AnswerCache::Key KeyOf(int64_t row, int form = 0) {
  return {v1::Position::descriptor(), row, form};
}

AnswerCache::Answer Named(const std::string& name) {
  auto position = std::make_shared<v1::Position>();
  position->set_name(name);
  return {std::move(position), static_cast<int64_t>(name.size())};
}

// Empty where there is none.
std::string NameIn(const AnswerCache::Answer& answer) {
  return answer.message == nullptr ? "" : static_cast<const v1::Position&>(*answer.message).name();
}

TEST(AnswerCache, GivesBackWhatWasPutIn) {
  AnswerCache cache(kRoom);
  EXPECT_EQ(cache.Find(KeyOf(7), 1).message, nullptr);
  cache.Put(KeyOf(7), 1, Named("seven"));
  EXPECT_EQ(NameIn(cache.Find(KeyOf(7), 1)), "seven");
  EXPECT_EQ(cache.Find(KeyOf(7), 1).sent_bytes, 5);
}

TEST(AnswerCache, TellsTypesRowsAndFormsApart) {
  AnswerCache cache(kRoom);
  cache.Put(KeyOf(7), 1, Named("seven"));
  EXPECT_EQ(cache.Find(KeyOf(8), 1).message, nullptr);
  EXPECT_EQ(cache.Find(KeyOf(7, 1), 1).message, nullptr);
  EXPECT_EQ(cache.Find({v1::Event::descriptor(), 7, 0}, 1).message, nullptr);
  EXPECT_EQ(cache.Find(KeyOf(-7), 1).message, nullptr);
}

TEST(AnswerCache, IsGoodForOneEdition) {
  AnswerCache cache(kRoom);
  cache.Put(KeyOf(7), 2, Named("second"));
  EXPECT_EQ(cache.Find(KeyOf(7), 1).message, nullptr);
  EXPECT_EQ(cache.Find(KeyOf(7), 3).message, nullptr);
  cache.Put(KeyOf(7), 1, Named("late reader's"));
  EXPECT_EQ(NameIn(cache.Find(KeyOf(7), 2)), "second");
  cache.Put(KeyOf(7), 3, Named("third"));
  EXPECT_EQ(cache.Find(KeyOf(7), 2).message, nullptr);
  EXPECT_EQ(NameIn(cache.Find(KeyOf(7), 3)), "third");
}

TEST(AnswerCache, DropsTheLeastRecentlyUsed) {
  AnswerCache cache(kRoom);
  const std::string kibibyte(1024, 'x');
  cache.Put(KeyOf(0), 1, Named("used"));
  for (int row = 1; row < 4096; ++row) {
    cache.Put(KeyOf(row), 1, Named(kibibyte));
    ASSERT_EQ(NameIn(cache.Find(KeyOf(0), 1)), "used") << row;
  }
  EXPECT_EQ(cache.Find(KeyOf(1), 1).message, nullptr);
  EXPECT_NE(cache.Find(KeyOf(4095), 1).message, nullptr);
  int held = 0;
  for (int row = 1; row < 4096; ++row) held += cache.Find(KeyOf(row), 1).message != nullptr;
  EXPECT_GT(held, 500);
  EXPECT_LT(held, 1024);
}

TEST(AnswerCache, KeepsNothingThatWouldDriveOutAllElse) {
  AnswerCache cache(kRoom);
  cache.Put(KeyOf(7), 1, Named(std::string(kRoom / 16, 'x')));
  EXPECT_EQ(cache.Find(KeyOf(7), 1).message, nullptr);
  AnswerCache none(0);
  none.Put(KeyOf(7), 1, Named("seven"));
  EXPECT_EQ(none.Find(KeyOf(7), 1).message, nullptr);
}

TEST(AnswerCache, AnswersLiveOnWhenDropped) {
  AnswerCache cache(kRoom);
  cache.Put(KeyOf(7), 1, Named("seven"));
  const AnswerCache::Answer held = cache.Find(KeyOf(7), 1);
  cache.Put(KeyOf(7), 2, Named("another"));
  EXPECT_EQ(NameIn(held), "seven");
}

TEST(AnswerCache, IsSafeFromManyThreads) {
  AnswerCache cache(kRoom / 16);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&cache, thread] {
      for (int i = 0; i < 4000; ++i) {
        const int64_t row = (i * 7 + thread) % 200;
        const int64_t edition = i / 1000;
        const std::string name = NameIn(cache.Find(KeyOf(row), edition));
        if (!name.empty()) {
          EXPECT_EQ(name, std::to_string(row) + " of " + std::to_string(edition));
        }
        cache.Put(KeyOf(row), edition,
                  Named(std::to_string(row) + " of " + std::to_string(edition)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace onrecord::query
