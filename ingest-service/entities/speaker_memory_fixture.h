// What tests of looking back share: a text read into a memory.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_SPEAKER_MEMORY_FIXTURE_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_SPEAKER_MEMORY_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "ingest-service/entities/entities.h"
#include "ingest-service/entities/speaker_memory.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

class SpeakerMemoryFixture : public ::testing::Test {
 protected:
  void Read(std::string text) {
    text_ = std::move(text);
    document_ = ReadDocument(text_);
    memory_ = std::make_unique<SpeakerMemory>(document_, FindEntities(document_));
  }

  // Where `words` stand first. REQUIRES: they do.
  Span Find(std::string_view words) const {
    const auto begin = static_cast<int32_t>(text_.find(words));
    return {begin, begin + static_cast<int32_t>(words.size())};
  }

  // Empty for -1.
  std::string NameOf(int entity) const {
    return entity < 0 ? "" : memory_->entities()[entity].display_name;
  }

  std::string text_;
  Document document_;
  std::unique_ptr<SpeakerMemory> memory_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_SPEAKER_MEMORY_FIXTURE_H_
