#include "ingest-service/events/place_expression.h"

#include <gtest/gtest.h>

#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

struct Case {
  std::string_view expression;
  std::string_view name;  // empty where the words name no place
  std::string_view country_code;
};

std::string NameOf(const std::optional<ResolvedPlace>& place) {
  if (!place) return "";
  return place->entry.name + " " + std::string(place->entry.country_code);
}

std::string Expected(const Case& c) {
  if (c.name.empty()) return "";
  return std::string(c.name) + " " + std::string(c.country_code);
}

TEST(ResolveExpressionTest, ReadsExpressionsAlone) {
  constexpr Case kCases[] = {
      {"Santa Monica, Calif.", "Santa Monica", "US"},
      {"Portland, Maine", "Portland", "US"},
      {"Paris, Texas", "Paris", "US"},
      {"Paris, France", "Paris", "FR"},
      {"the northern Syrian city of Hama", "Hama", "SY"},
      {"downtown Nairobi", "Nairobi", "KE"},
      {"the Norwegian capital", "Oslo", "NO"},
      {"Ukraine's capital", "Kyiv", "UA"},
      {"the capital of Mali", "Bamako", "ML"},
      {"its border with Jordan", "Jordan", "JO"},
      {"Chad's border with Sudan", "Chad", "TD"},
      {"a Laotian village", "Laos", "LA"},
      {"Niger", "Niger", "NE"},
      {"Niger state", "Niger", "NG"},
      {"the province of Kandahar", "Kandahar", "AF"},
      {"the Greek embassy in Khartoum", "Khartoum", "SD"},
      {"the Paris Hotel in Las Vegas", "Las Vegas", "US"},
      {"Moscow's Red Square", "Red Square", "RU"},
      {"FL", "Florida", "US"},
      {"the Sahel", "Sahel", ""},
      {"the capital", "", ""},
      {"the second floor", "", ""},
      {"us", "", ""},
      {"", "", ""},
  };
  for (const Case& c : kCases) {
    const std::vector<Word> words = ReadWords(c.expression);
    const PlaceContext context(c.expression, words);
    const auto place = ResolveExpression(context, 0, static_cast<int>(words.size()));
    EXPECT_EQ(NameOf(place), Expected(c)) << c.expression;
  }
}

TEST(ResolveExpressionTest, TakesTheArticlesCapital) {
  constexpr std::string_view kText = "the capital. Chilean miners left Valparaíso, Chile";
  const std::vector<Word> words = ReadWords(kText);
  EXPECT_EQ(NameOf(ResolveExpression(PlaceContext(kText, words), 0, 2)), "Santiago CL");
}

TEST(ResolveExpressionTest, KnowsNoCapitalOfUnknownCountries) {
  constexpr std::string_view kText =
      "the Ruritanian capital. Chilean miners left Valparaíso, Chile";
  const std::vector<Word> words = ReadWords(kText);
  EXPECT_EQ(ResolveExpression(PlaceContext(kText, words), 0, 3), std::nullopt);
}

TEST(ResolveExpressionTest, TakesEndlessExpressions) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "Springfield, ";
  const std::vector<Word> words = ReadWords(text);
  const PlaceContext context(text, words);
  EXPECT_NE(ResolveExpression(context, 0, static_cast<int>(words.size())), std::nullopt);
}

}  // namespace
}  // namespace onrecord::ingest
