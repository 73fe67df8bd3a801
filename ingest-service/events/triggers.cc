#include "ingest-service/events/triggers.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "ingest-service/events/grammar.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

// Lemmas of one type, parted by blanks.
struct Lemmas {
  EventType type;
  std::string_view lemmas;
};

#include "ingest-service/events/triggers.inc"

// One inflected form: its type and grammar, and the word that must follow it ("down" of "stepped
// down").
struct Form {
  EventType type;
  TriggerForm form;
  std::string particle;
};

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Whether the last consonant doubles before "-ed" and "-ing": "ban", "bar", "stab", "rebut", but
// not "visit".
bool Doubles(std::string_view base) {
  const size_t n = base.size();
  if (n < 3 || IsVowel(base[n - 1]) || !IsVowel(base[n - 2]) || IsVowel(base[n - 3])) return false;
  if (std::string_view("wxy").find(base[n - 1]) != std::string_view::npos) return false;
  const auto vowels = std::count_if(base.begin(), base.end(), IsVowel);
  return vowels == 1 || EndsWith(base, "fer") || EndsWith(base, "bel") || base == "expel";
}

std::string WithS(std::string_view base) {
  std::string form(base);
  if (EndsWith(base, "y") && base.size() > 1 && !IsVowel(base[base.size() - 2])) {
    form.pop_back();
    return form + "ies";
  }
  const bool hisses = EndsWith(base, "s") || EndsWith(base, "sh") || EndsWith(base, "ch") ||
                      EndsWith(base, "x") || EndsWith(base, "z");
  return form + (hisses ? "es" : "s");
}

std::string WithEd(std::string_view base) {
  std::string form(base);
  if (form.back() == 'e') return form + "d";
  if (form.back() == 'y' && !IsVowel(form[form.size() - 2])) {
    form.pop_back();
    return form + "ied";
  }
  if (Doubles(base)) form.push_back(form.back());
  return form + "ed";
}

std::string WithIng(std::string_view base) {
  std::string form(base);
  if (form.back() == 'e' && !EndsWith(base, "ee")) {
    form.pop_back();
  } else if (Doubles(base)) {
    form.push_back(form.back());
  }
  return form + "ing";
}

class Lexicon {
 public:
  Lexicon() {
    for (const Lemmas& group : kVerbs)
      ForEach(group.lemmas, ' ', [&](auto l) { AddVerb(group.type, l); });
    for (const Lemmas& group : kNouns)
      ForEach(group.lemmas, ' ', [&](auto l) { AddNoun(group.type, l); });
  }

  const std::vector<Form>* Find(const std::string& lower) const {
    const auto found = forms_.find(lower);
    return found == forms_.end() ? nullptr : &found->second;
  }

 private:
  template <typename Function>
  static void ForEach(std::string_view list, char separator, Function function) {
    while (!list.empty()) {
      const size_t end = std::min(list.find(separator), list.size());
      if (end > 0) function(list.substr(0, end));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  void AddVerb(EventType type, std::string_view lemma) {
    std::vector<std::string_view> forms;
    ForEach(lemma, '/', [&](std::string_view form) { forms.push_back(form); });
    const std::string_view phrase = forms[0];
    const size_t bar = phrase.find('_');
    const std::string base(phrase.substr(0, bar));
    const std::string particle(bar == std::string_view::npos ? "" : phrase.substr(bar + 1));
    const auto first_word = [](std::string_view form) {
      return std::string(form.substr(0, form.find('_')));
    };
    Add(base, {type, TriggerForm::kBase, particle});
    Add(WithS(base), {type, TriggerForm::kPresent, particle});
    Add(WithIng(base), {type, TriggerForm::kGerund, particle});
    const std::string past = forms.size() > 1 ? first_word(forms[1]) : WithEd(base);
    Add(past, {type, TriggerForm::kPast, particle});
    const std::string participle = forms.size() > 2 ? first_word(forms[2]) : past;
    if (participle != past) Add(participle, {type, TriggerForm::kParticiple, particle});
  }

  void AddNoun(EventType type, std::string_view noun) {
    Add(std::string(noun), {type, TriggerForm::kNoun, ""});
    if (!EndsWith(noun, "s")) Add(WithS(noun), {type, TriggerForm::kNoun, ""});
  }

  void Add(const std::string& word, Form form) { forms_[word].push_back(std::move(form)); }

  absl::flat_hash_map<std::string, std::vector<Form>> forms_;
};

// Whether a verb's base form can stand behind this word: "to", "will", "didn't", "they".
bool LetsBaseFormFollow(const Word& before) {
  return before.lower == "to" || IsModalVerb(before.lower) || before.lower == "not" ||
         before.lower == "they" || before.lower == "we" || before.lower == "i" ||
         before.lower == "you" || before.lower == "do" || before.lower == "did" ||
         before.lower == "does" || before.lower == "don't" || before.lower == "didn't" ||
         before.lower == "doesn't";
}

// Whether `form` can be what it is said to be at word i.
bool Fits(const std::vector<Word>& words, int i, int first, const Form& form) {
  const Word* before = i > first ? &words[i - 1] : nullptr;
  const bool after_article =
      before != nullptr && (IsDeterminer(before->lower) || before->kind == WordKind::kPossessive);
  switch (form.form) {
    case TriggerForm::kBase:
      return before != nullptr && LetsBaseFormFollow(*before);
    case TriggerForm::kNoun:
      return before == nullptr || !LetsBaseFormFollow(*before);
    case TriggerForm::kPresent:
      return before != nullptr && !after_article && !IsPreposition(before->lower);
    case TriggerForm::kPast:
    case TriggerForm::kParticiple:
    case TriggerForm::kGerund:
      return !after_article;
  }
  return false;
}

}  // namespace

std::vector<Trigger> FindTriggers(const std::vector<Word>& words, int first, int last) {
  static const Lexicon* const lexicon = new Lexicon();
  std::vector<Trigger> triggers;
  for (int i = first; i < last; ++i) {
    if (!words[i].IsWord()) continue;
    const std::vector<Form>* forms = lexicon->Find(words[i].lower);
    if (forms == nullptr) continue;
    const auto fitting = std::find_if(forms->begin(), forms->end(), [&](const Form& form) {
      const bool complete =
          form.particle.empty() || (i + 1 < last && words[i + 1].lower == form.particle);
      return complete && Fits(words, i, first, form);
    });
    if (fitting == forms->end()) continue;
    const int end = i + (fitting->particle.empty() ? 1 : 2);
    const bool continues = !triggers.empty() && triggers.back().last == i - 1 &&
                           words[i - 1].lower == "and" && triggers.back().type == fitting->type &&
                           triggers.back().form == fitting->form;
    if (continues) {
      triggers.back().last = end;
    } else {
      triggers.push_back({fitting->type, fitting->form, i, end});
    }
    i = end - 1;
  }
  return triggers;
}

}  // namespace onrecord::ingest
