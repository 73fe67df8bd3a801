// onrecord-golden: reads articles and compares what is found with what was reviewed.
//
//   onrecord-golden --model=MODEL --expected=tests/golden deploy/samples/*.txt
//
// For each article NAME.txt, NAME.expected in the folder --expected holds the analysis as text.
// With --rewrite the files are written anew: review the difference before committing it. Exits with
// 1 where more differs than processors make differ (kMostDifferent).

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "deploy/show/article_file.h"
#include "ingest-service/analysis/analyzer.h"
#include "ingest-service/service/analysis_conversions.h"
#include "ingest-service/service/article_rules.h"
#include "tests/golden/analysis_text.h"

ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors", "The model file.");
ABSL_FLAG(std::string, expected, "tests/golden", "Folder of the .expected files.");
ABSL_FLAG(bool, rewrite, false, "Write the .expected files instead of comparing.");

namespace onrecord::golden {
namespace {

constexpr int64_t kMaxTextBytes = 1 << 20;

// The share of lines that may differ. Processors round in different ways, which changes what is
// doubtful: 1.7 % at most between fp32 and eight bits, or between oneDNN's ways of multiplying.
constexpr double kMostDifferent = 0.03;

absl::StatusOr<std::string> Read(const ingest::Analyzer& analyzer, const std::string& path) {
  const absl::StatusOr<v1::Article> article = show::ReadArticleFile(path);
  if (!article.ok()) return article.status();
  const absl::StatusOr<ingest::ArticleInput> input = ingest::ReadArticle(*article, kMaxTextBytes);
  if (!input.ok()) return input.status();
  const absl::StatusOr<ingest::Analysis> analysis = analyzer.Analyze(*input, [] { return false; });
  if (!analysis.ok()) return analysis.status();
  return AnalysisText(ingest::ToProto(*analysis, input->text, fields::OffsetEncoding::kUtf8,
                                      ingest::SpanWords::kInclude));
}

// Whether the article's analysis is as expected; says on standard error why not.
bool Check(const ingest::Analyzer& analyzer, const std::filesystem::path& article) {
  const std::filesystem::path expected_path =
      std::filesystem::path(absl::GetFlag(FLAGS_expected)) / article.stem().concat(".expected");
  const absl::StatusOr<std::string> actual = Read(analyzer, article);
  if (!actual.ok()) {
    std::cerr << article.string() << ": " << actual.status() << "\n";
    return false;
  }
  if (absl::GetFlag(FLAGS_rewrite)) {
    return static_cast<bool>(std::ofstream(expected_path, std::ios::binary) << *actual);
  }
  std::ifstream file(expected_path, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  const Difference difference = Compare(expected, *actual);
  std::cerr << expected_path.string() << ": " << 100 * difference.share
            << " % of the lines differ\n"
            << difference.lines;
  if (difference.share <= kMostDifferent) return true;
  std::cerr << "More than " << 100 * kMostDifferent
            << " %. If this is better, run with --rewrite and review the difference.\n";
  return false;
}

}  // namespace
}  // namespace onrecord::golden

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  const auto analyzer = onrecord::ingest::Analyzer::Load(absl::GetFlag(FLAGS_model));
  if (!analyzer.ok()) {
    std::cerr << analyzer.status() << "\n";
    return 1;
  }
  bool all_equal = arguments.size() > 1;
  for (size_t i = 1; i < arguments.size(); ++i) {
    all_equal &= onrecord::golden::Check(**analyzer, arguments[i]);
  }
  return all_equal ? 0 : 1;
}
