#include "ingest-service/text/calendar_names.h"

#include "absl/container/flat_hash_map.h"

namespace onrecord::ingest {
namespace {

using Indices = absl::flat_hash_map<std::string_view, int>;

std::optional<int> Find(const Indices& indices, std::string_view lower) {
  const auto found = indices.find(lower);
  if (found == indices.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<int> WeekdayIndex(std::string_view lower) {
  static const auto* const indices =
      new Indices{{"monday", 0},   {"tuesday", 1}, {"tues", 1},   {"wednesday", 2}, {"weds", 2},
                  {"thursday", 3}, {"thurs", 3},   {"friday", 4}, {"saturday", 5},  {"sunday", 6}};
  return Find(*indices, lower);
}

std::optional<int> MonthIndex(std::string_view lower) {
  static const auto* const indices =
      new Indices{{"january", 0},   {"jan.", 0},  {"jan", 0},       {"february", 1}, {"feb.", 1},
                  {"feb", 1},       {"march", 2}, {"mar.", 2},      {"mar", 2},      {"april", 3},
                  {"apr.", 3},      {"apr", 3},   {"may", 4},       {"june", 5},     {"jun", 5},
                  {"july", 6},      {"jul", 6},   {"august", 7},    {"aug.", 7},     {"aug", 7},
                  {"september", 8}, {"sept.", 8}, {"sept", 8},      {"sep", 8},      {"october", 9},
                  {"oct.", 9},      {"oct", 9},   {"november", 10}, {"nov.", 10},    {"nov", 10},
                  {"december", 11}, {"dec.", 11}, {"dec", 11}};
  return Find(*indices, lower);
}

}  // namespace onrecord::ingest
