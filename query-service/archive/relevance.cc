#include "query-service/archive/relevance.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "query-service/archive/statements.h"

// Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
// 2009) without its third part, how rare a term is in all texts. A term counts by how often it
// occurs, each time less than before, and less in a long text than in a short one; terms add up.
//
// Rarity would tell texts apart that have only the rare term from those that have only the common
// one, but what a search finds has all terms. Without it, and with a fixed length to compare with
// in place of the mean of all texts, the number depends on the text and the search alone: it is the
// same in every archive, commits do not change it, and so a page can go on after it. SQLite's own
// bm25() also reads the whole list of each term, and of each tag that a filter names, before the
// first row. ranking_test compares with a scan.

namespace onrecord::query {
namespace {

// The usual values.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;
// What is kept of the sum: ties are meant to be ties.
constexpr double kPartsOfOne = 1e6;

constexpr int kFirstWeight = 2;

double TermRelevance(double occurrences, double words_of_typical) {
  const double room = kSaturation * (1 - kLengthShare + kLengthShare * words_of_typical);
  return occurrences * (kSaturation + 1) / (occurrences + room);
}

// How often a phrase occurs, each time as often as its column counts.
int WeighOccurrences(const Fts5ExtensionApi& api, Fts5Context* context, int phrase,
                     const std::vector<int>& weights, double& occurrences) {
  Fts5PhraseIter next;
  int column = 0;
  int offset = 0;
  const int code = api.xPhraseFirst(context, phrase, &next, &column, &offset);
  if (code != SQLITE_OK) return code;
  for (; column >= 0; api.xPhraseNext(context, &next, &column, &offset)) {
    if (column < static_cast<int>(weights.size())) occurrences += weights[column];
  }
  return SQLITE_OK;
}

int CountWords(const Fts5ExtensionApi& api, Fts5Context* context, size_t columns, int& words) {
  for (size_t column = 0; column < columns; ++column) {
    int in_column = 0;
    const int code = api.xColumnSize(context, static_cast<int>(column), &in_column);
    if (code != SQLITE_OK) return code;
    words += in_column;
  }
  return SQLITE_OK;
}

void Relevance(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result,
               int count, sqlite3_value** values) {
  if (count <= kFirstWeight) {
    return sqlite3_result_error(result, "relevance() needs a weight", -1);
  }
  const int phrases = std::min(sqlite3_value_int(values[0]), api->xPhraseCount(context));
  const double typical_words = sqlite3_value_double(values[1]);
  std::vector<int> weights;
  for (int i = kFirstWeight; i < count; ++i) weights.push_back(sqlite3_value_int(values[i]));

  int words = 0;
  int code = CountWords(*api, context, weights.size(), words);
  double relevance = 0;
  for (int phrase = 0; phrase < phrases && code == SQLITE_OK; ++phrase) {
    double occurrences = 0;
    code = WeighOccurrences(*api, context, phrase, weights, occurrences);
    relevance += TermRelevance(occurrences, words / typical_words);
  }
  if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
  sqlite3_result_int64(result, std::llround(relevance * kPartsOfOne));
}

}  // namespace

int AddRelevance(sqlite3* database) {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(database, statements::kFullTextFunctions, -1, &statement, nullptr);
  if (code != SQLITE_OK) return code;
  fts5_api* fts5 = nullptr;
  sqlite3_bind_pointer(statement, 1, static_cast<void*>(&fts5), "fts5_api_ptr", nullptr);
  sqlite3_step(statement);
  code = sqlite3_finalize(statement);
  if (code != SQLITE_OK) return code;
  if (fts5 == nullptr) return SQLITE_ERROR;
  return fts5->xCreateFunction(fts5, "relevance", nullptr, Relevance, nullptr);
}

}  // namespace onrecord::query
