// Who an article speaks of: its people, organisations, governments and groups, with every place
// that refers to one of them.
//
// Reading goes in two steps. FindEntities reads names: it finds capitalised names, joins those that
// mean the same entity ("Angela Merkel", "Mrs. Merkel", "Merkel") and collects roles ("the port's
// director"). A SpeakerResolver then answers whom a stretch of text refers to, be it a name, a
// pronoun ("she"), a description ("the German leader", "two officials") or several at once ("Merkel
// and Macron"), and adds the entities that the article describes but never names.
//
// An entity is identified by its index in the list; indices stay valid when the resolver adds
// entities.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_ENTITIES_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_ENTITIES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/entities/name_mention.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// What an entity is. Values are those of onrecord.v1.SpeakerType, which says what each means.
enum class SpeakerType {
  kUnspecified = 0,
  kPerson = 1,
  kOrganization = 2,
  kGovernment = 3,
  kGroup = 4,
  kUnnamed = 5,
  kAuthor = 6,
  kOther = 7,
};

// What kind of words refer to an entity. Values are those of onrecord.v1.MentionForm.
enum class MentionForm {
  kUnspecified = 0,
  kName = 1,
  kNominal = 2,
  kPronoun = 3,
};

// The grammatical gender of a person, as titles, given names and pronouns tell it.
enum class Gender { kUnknown, kFemale, kMale };

// A place in the text that refers to an entity.
struct Mention {
  Span span;
  MentionForm form = MentionForm::kUnspecified;

  friend bool operator==(const Mention& a, const Mention& b) {
    return a.span == b.span && a.form == b.form;
  }
};

struct Entity {
  // The fullest name without titles, or the fullest description where there is no name.
  std::string display_name;
  SpeakerType type = SpeakerType::kUnspecified;
  Gender gender = Gender::kUnknown;
  // Other names, most frequent first; neither pronouns nor the display name.
  std::vector<std::string> aliases;
  // Titles and offices in the article's words, in order of the text, each once.
  std::vector<std::string> roles;
  // In order of the text, never two with the same span.
  std::vector<Mention> mentions;
};

// The named entities of `document`, in order of their first mention. Takes time near linear in the
// text. `mentions` are the names that a network found, in order of the text and without overlap;
// where there are none, rules find the names.
std::vector<Entity> FindEntities(const Document& document,
                                 absl::Span<const NameMention> mentions = {});

// Resolves the sources and participants of one article to its entities.
//
// It remembers who spoke, because the next "he said" is most often the last speaker again: call
// ResolveSource in the order of the text, sources inside a quotation after the quotation's own. Not
// thread-safe; one resolver reads one article. `document` must outlive it.
class SpeakerResolver {
 public:
  // `entities` is what FindEntities answered for the same document.
  SpeakerResolver(const Document& document, std::vector<Entity> entities);
  ~SpeakerResolver();

  // The entities that the source of an attribution refers to: none where the source is empty or
  // holds no word, otherwise at least one and at most 16, each once, in order of the text. `pieces`
  // are the parts of a source in order; the first that names somebody decides. A source that refers
  // to nobody known becomes a new entity. `quoted` are the speakers of the quotation around the
  // source, where the caller knows it: they are whom "I" and "we" mean. Notes the answer as the
  // latest speakers and adds the mention. `said` is what the source says: whoever is named in it
  // is hardly the one that "he" or "she" means. REQUIRES: every piece lies within the text and is
  // in order, and so is `said`.
  std::vector<int> ResolveSource(absl::Span<const Span> pieces, absl::Span<const int> quoted = {},
                                 absl::Span<const Span> said = {});

  // The same for somebody who only takes part in an event: does not change who spoke last, and may
  // be called in any order.
  std::vector<int> ResolveParticipant(Span span, absl::Span<const int> quoted = {});

  // The entities so far, the found ones first at their indices, then those added; mentions in no
  // order yet.
  const std::vector<Entity>& entities() const;

  // Hands over the entities, mentions in order. The resolver is of no use afterwards.
  std::vector<Entity> TakeEntities();

 private:
  class Reading;

  std::unique_ptr<Reading> reading_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_ENTITIES_H_
