// Names in the text, and what each is the name of.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_NAME_MENTION_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_NAME_MENTION_H_

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Values are the order of the mention head's tags.
enum class MentionType {
  kPerson = 0,
  kOrganization = 1,
  kLocation = 2,
  kNationality = 3,  // nationalities, religious and political groups: "Kenyan", "Democrats"
  kFacility = 4,
  kProduct = 5,
  kMisc = 6,
  kDate = 7,
  kMoney = 8,
};
inline constexpr int kMentionTypes = 9;

// One place where something is named. `probability` is the mean of its words' tags.
struct NameMention {
  Span span;
  MentionType type = MentionType::kPerson;
  float probability = 0;

  friend bool operator==(const NameMention& a, const NameMention& b) {
    return a.span == b.span && a.type == b.type && a.probability == b.probability;
  }
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_NAME_MENTION_H_
