#include "deploy/show/sample_reading.h"

#include <string>

namespace onrecord::show {
namespace {

v1::Span Find(const std::string& text, const std::string& words) {
  const size_t begin = text.find(words);
  v1::Span span;
  span.set_begin(static_cast<int>(begin));
  span.set_end(static_cast<int>(begin + words.size()));
  span.set_text(words);
  return span;
}

v1::SpeakerRef Ref(const std::string& id, const std::string& name, v1::SpeakerType type) {
  v1::SpeakerRef ref;
  ref.set_speaker("speakers/" + id);
  ref.set_display_name(name);
  ref.set_type(type);
  return ref;
}

v1::Position SamplePosition(const std::string& text) {
  v1::Position position;
  position.set_name("articles/talks/positions/p-1");
  *position.add_speakers() = Ref("maria-1", "Maria Lindqvist", v1::SPEAKER_TYPE_PERSON);
  *position.add_via() = Ref("ministry-1", "the ministry", v1::SPEAKER_TYPE_ORGANIZATION);
  *position.add_source() = Find(text, "she");
  *position.add_cue() = Find(text, "said");
  *position.add_content() = Find(text, "“We never refused to talk”");
  *position.add_content() = Find(text, "met on Tuesday");
  position.set_kind(v1::POSITION_KIND_DENIAL);
  position.set_quotation(v1::QUOTATION_MIXED);
  position.set_hedged(true);
  position.set_confidence(0.93f);
  return position;
}

v1::Event SampleEvent(const std::string& text) {
  v1::Event event;
  event.set_name("articles/talks/events/e-1");
  event.set_type(v1::EVENT_TYPE_CONSULT);
  event.set_status(v1::EVENT_STATUS_ACTUAL);
  *event.add_triggers() = Find(text, "met");
  *event.add_actors()->mutable_speaker() =
      Ref("maria-1", "Maria Lindqvist", v1::SPEAKER_TYPE_PERSON);
  *event.add_recipients()->mutable_speaker() =
      Ref("ministry-1", "the ministry", v1::SPEAKER_TYPE_ORGANIZATION);
  *event.mutable_time()->mutable_span() = Find(text, "Tuesday");
  event.mutable_time()->set_value("2026-03-10");
  event.mutable_place()->mutable_span()->set_text("Oslo");
  event.mutable_place()->set_country_code("NO");
  event.add_positions("articles/talks/positions/p-1");
  event.set_confidence(0.6f);
  return event;
}

}  // namespace

Reading SampleReading() {
  Reading reading;
  const std::string text = "“We never refused to talk”, she said after they met on Tuesday.";
  reading.article.set_name("articles/talks");
  reading.article.set_title("Talks & tea");
  reading.article.set_publisher("The Coast Herald");
  reading.article.set_uri("https://coast-herald.example/talks");
  reading.article.mutable_publish_time()->set_seconds(1773297000);
  reading.article.set_publish_utc_offset_minutes(60);
  reading.article.set_language("en");
  reading.article.add_authors("Jane Smith");
  reading.article.set_revision(1);
  reading.article.set_text(text);
  reading.positions.push_back(SamplePosition(text));
  reading.events.push_back(SampleEvent(text));
  v1::Speaker& maria = reading.speakers["speakers/maria-1"];
  maria.set_name("speakers/maria-1");
  maria.add_roles("director of Nordhavn");
  reading.speakers["speakers/ministry-1"].set_name("speakers/ministry-1");
  return reading;
}

}  // namespace onrecord::show
