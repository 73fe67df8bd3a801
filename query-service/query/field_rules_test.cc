#include "query-service/query/field_rules.h"

#include <cmath>
#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "onrecord/v1/event.pb.h"
#include "onrecord/v1/position.pb.h"
#include "onrecord/v1/speaker.pb.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

TEST(FieldRulesTest, LastNumbersAreTheContracts) {
  EXPECT_EQ(kLastSpeakerType, v1::SpeakerType_MAX);
  EXPECT_EQ(kLastMentionForm, v1::MentionForm_MAX);
  EXPECT_EQ(kLastPositionKind, v1::PositionKind_MAX);
  EXPECT_EQ(kLastQuotation, v1::Quotation_MAX);
  EXPECT_EQ(kLastEventType, v1::EventType_MAX);
  EXPECT_EQ(kLastEventStatus, v1::EventStatus_MAX);
}

TEST(FieldRulesTest, CollectsViolations) {
  FieldRules rules;
  EXPECT_TRUE(rules.status().ok());
  rules.RequireEnum(1, 3, "a");
  rules.RequireScore(1, "b");
  rules.RequireLength("üüü", 3, "c");
  rules.RequireCountryCode("CH", "d");
  rules.RequireFinite(-1e300, "d");
  rules.RequireCount(3, 3, "d");
  rules.RequireTexts({"ü", "üü"}, 2, 2, "d");
  EXPECT_TRUE(rules.status().ok());
  rules.RequireEnum(4, 3, "e");
  rules.RequireScore(NAN, "f");
  rules.RequireLength("üüüü", 3, "g");
  EXPECT_EQ(rules.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rules.status().message(),
            "e: has the value 4, which is none of its enum's; f: must be between 0 and 1; "
            "g: must have at most 3 characters");
  EXPECT_EQ(rpc::ReasonOf(rules.status()), "INVALID_FIELD");
}

TEST(FieldRulesTest, CollectsWhatIsTooMuch) {
  FieldRules rules;
  rules.RequireFinite(INFINITY, "a");
  rules.RequireCount(2, 1, "b");
  rules.RequireTexts({"ü", " "}, 2, 1, "c");
  EXPECT_EQ(rules.status().message(),
            "a: must be a finite number; b: must have at most 1 values; c[1]: must be set");
}

TEST(FieldRulesTest, RefusesOddCountryCodes) {
  for (const char* code : {"", "ch", "CHE", "C", "C1"}) {
    FieldRules rules;
    rules.RequireCountryCode(code, "a");
    EXPECT_FALSE(rules.status().ok()) << code;
  }
}

TEST(FieldRulesTest, BoundsPageSize) {
  EXPECT_EQ(*PageLimit(0), 50);
  EXPECT_EQ(*PageLimit(1), 1);
  EXPECT_EQ(*PageLimit(1000), 1000);
  EXPECT_EQ(PageLimit(-1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(PageLimit(1001).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(FieldRulesTest, KnowsOrdersAndViews) {
  EXPECT_EQ(*OrderOf(0, nullptr), ListOrder::kNewestFirst);
  EXPECT_EQ(*OrderOf(2, nullptr), ListOrder::kOldestFirst);
  for (const int order : {-1, 4}) {
    EXPECT_EQ(OrderOf(order, nullptr).status().code(), absl::StatusCode::kInvalidArgument);
  }
  EXPECT_TRUE(*ViewHasText(0, true));
  EXPECT_FALSE(*ViewHasText(0, false));
  EXPECT_FALSE(*ViewHasText(1, true));
  EXPECT_TRUE(*ViewHasText(2, false));
  EXPECT_EQ(ViewHasText(-1, true).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(FieldRulesTest, RelevanceNeedsText) {
  const TextQuery none;
  const TextQuery some = {{{"tariff", false, false}}};
  EXPECT_EQ(*OrderOf(3, &some), ListOrder::kRelevance);
  for (const TextQuery* text : {static_cast<const TextQuery*>(nullptr), &none}) {
    const absl::Status refused = OrderOf(3, text).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(rpc::ReasonOf(refused), "INVALID_FIELD");
  }
}

class RevisionTest : public ArchiveTest {};

TEST_F(RevisionTest, RefusesRevisionNotReached) {
  EXPECT_TRUE(CheckRevision(*archive_, 0).ok());
  const absl::Status early = CheckRevision(*archive_, 1);
  EXPECT_EQ(early.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rpc::ReasonOf(early), "REVISION_NOT_REACHED");
  EXPECT_EQ(CheckRevision(*archive_, -1).code(), absl::StatusCode::kInvalidArgument);
  Commit(ArticleSample("a"));
  EXPECT_TRUE(CheckRevision(*archive_, 1).ok());
}

}  // namespace
}  // namespace onrecord::query
