// reader_benchmark: how fast the reader reads, where its time goes, and how much of what the
// machine can multiply it uses.
//
//   reader_benchmark [--threads 2] ARTICLES.jsonl | ARTICLE.txt ...
//
// ARTICLES.jsonl: one JSON object with a "text" a line. RESULTS.md explains the figures.

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "ingest-service/analysis/analyzer.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/encoder/windows.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/events/events.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/words.h"
#include "nlohmann/json.hpp"
#include "tests/benchmarks/gemm_peak.h"

ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors", "The reader's model.");
ABSL_FLAG(int, threads, 2, "Articles read at the same time.");
ABSL_FLAG(int, rounds, 5, "Rounds of each measurement; the best one counts.");

namespace onrecord::benchmarks {
namespace {

using ingest::Window;

constexpr double kGiga = 1e9;

bool NeverCancelled() { return false; }

// The texts in a .jsonl file, or the one that any other file is; none where it cannot be read.
std::vector<std::string> ReadTexts(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> texts;
  if (!absl::EndsWith(path, ".jsonl")) {
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    if (texts.back().empty()) texts.clear();
    return texts;
  }
  for (std::string line; std::getline(file, line);) {
    const auto row = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (row.is_object() && row.contains("text") && row["text"].is_string()) {
      texts.push_back(row["text"].get<std::string>());
    }
  }
  return texts;
}

// The shortest time, in seconds, that `threads` threads need to do `work` on every text, over some
// rounds.
double BestSeconds(const std::vector<std::string>& texts, int threads,
                   const std::function<void(const std::string&)>& work) {
  double best = 0;
  for (int round = 0; round < absl::GetFlag(FLAGS_rounds); ++round) {
    std::atomic<size_t> next{0};
    std::vector<std::thread> workers;
    const absl::Time begin = absl::Now();
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        for (size_t at = next++; at < texts.size(); at = next++) work(texts[at]);
      });
    }
    for (std::thread& worker : workers) worker.join();
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
    best = round == 0 ? seconds : std::min(best, seconds);
  }
  return best;
}

// How much there is to read.
struct Amount {
  double words = 0;
  double tokens = 0;
  double encoder_operations = 0;  // multiplications and additions in matrix products
};

Amount Measure(const ingest::Tokenizer& tokenizer, const std::vector<std::string>& texts) {
  constexpr double kLayers = 6;
  constexpr double kHidden = ingest::Encoder::kHidden;
  constexpr double kByWeights = kLayers * 2 * 12 * kHidden * kHidden;  // a token
  constexpr double kInAttention = kLayers * 2 * 2 * kHidden;           // a pair of tokens
  Amount amount;
  for (const std::string& text : texts) {
    const std::vector<ingest::Word> words = ingest::ReadWords(text);
    amount.words += std::count_if(words.begin(), words.end(), [](const ingest::Word& word) {
      return word.kind == ingest::WordKind::kWord || word.kind == ingest::WordKind::kNumber;
    });
    for (const Window& window : ingest::CutWindows(tokenizer, text)) {
      const double tokens = static_cast<double>(window.tokens.size());
      amount.tokens += tokens;
      amount.encoder_operations += tokens * kByWeights + tokens * tokens * kInAttention;
    }
  }
  return amount;
}

// The machine's best, in operations a second, over all shapes.
double PrintPeaks(int threads) {
  std::printf("\n| multiplication (GFLOP/s) | 1 thread | %d threads |\n|---|---|---|\n", threads);
  double peak = 0;
  for (const GemmShape& shape : EncoderShapes()) {
    const int rounds = absl::GetFlag(FLAGS_rounds);
    const double one = MeasureGemm(shape, 1, rounds);
    const double all = MeasureGemm(shape, threads, rounds);
    peak = std::max(peak, all);
    std::printf("| %s, %dx%dx%d | %.1f | %.1f |\n", shape.name.c_str(),
                static_cast<int>(shape.rows), static_cast<int>(shape.columns),
                static_cast<int>(shape.depth), one / kGiga, all / kGiga);
  }
  return peak;
}

struct Stage {
  std::string name;
  double seconds;
};

// The time of each stage by itself, for the same texts and threads. What is left of the whole is
// what joins them.
std::vector<Stage> MeasureStages(const ingest::Analyzer& analyzer,
                                 const ingest::Tokenizer& tokenizer, const ingest::Encoder& encoder,
                                 const std::vector<std::string>& texts, int threads, double whole) {
  const auto time = [&](const std::function<void(const std::string&)>& work) {
    return BestSeconds(texts, threads, work);
  };
  const double document = time([](const std::string& text) { ingest::ReadDocument(text); });
  const double windows =
      time([&](const std::string& text) { ingest::CutWindows(tokenizer, text); });
  const double encoded = time([&](const std::string& text) {
    (void)encoder.Encode(ingest::CutWindows(tokenizer, text), NeverCancelled,
                         [](const ingest::EncodedWindow&) {});
  });
  const double attributed =
      time([&](const std::string& text) { (void)analyzer.FindAttributions(text, NeverCancelled); });
  const double entities =
      time([](const std::string& text) { ingest::FindEntities(ingest::ReadDocument(text)); });
  const double events = time([](const std::string& text) {
    ingest::FindEvents(ingest::ReadDocument(text), {}, NeverCancelled);
  });
  std::vector<Stage> stages = {{"text: paragraphs, sentences, quotations", document},
                               {"encoder: tokens and windows", windows},
                               {"encoder: network", encoded - windows},
                               {"attribution: heads and decoding", attributed - encoded},
                               {"entities", entities - document},
                               {"events", events - document}};
  double sum = 0;
  for (const Stage& stage : stages) sum += stage.seconds;
  stages.push_back({"analysis: speakers, kinds, links", whole - sum});
  return stages;
}

// Whether loading worked; says why where it did not.
bool Loaded(const absl::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok();
}

int Run(const std::vector<std::string>& texts) {
  const std::string path = absl::GetFlag(FLAGS_model);
  const int threads = std::max(1, absl::GetFlag(FLAGS_threads));
  const auto analyzer = ingest::Analyzer::Load(path);
  if (!Loaded(analyzer.status())) return 1;
  const auto model = ingest::ModelFile::Open(path);
  if (!Loaded(model.status())) return 1;
  const auto tokenizer = ingest::Tokenizer::Load(*model);
  const auto encoder = ingest::Encoder::Load(*model);
  if (!Loaded(tokenizer.status()) || !Loaded(encoder.status())) return 1;

  const Amount amount = Measure(*tokenizer, texts);
  const double whole = BestSeconds(texts, threads, [&](const std::string& text) {
    ingest::ArticleInput article;
    article.text = text;
    (void)(*analyzer)->Analyze(article, NeverCancelled);
  });
  std::printf("%d articles, %.0f words, %.0f tokens; model %s; %d threads; best of %d rounds\n\n",
              static_cast<int>(texts.size()), amount.words, amount.tokens,
              (*analyzer)->model_version().c_str(), threads, absl::GetFlag(FLAGS_rounds));
  std::printf(
      "| a second | |\n|---|---|\n| articles | %.2f |\n| words | %.0f |\n| tokens | %.0f |\n",
      texts.size() / whole, amount.words / whole, amount.tokens / whole);

  std::printf("\n| stage | share of the time |\n|---|---|\n");
  double network = 0;
  for (const Stage& stage :
       MeasureStages(**analyzer, *tokenizer, **encoder, texts, threads, whole)) {
    if (stage.name == "encoder: network") network = stage.seconds;
    std::printf("| %s | %.1f %% |\n", stage.name.c_str(), 100 * stage.seconds / whole);
  }
  const double peak = PrintPeaks(threads);
  std::printf(
      "\n| encoder's multiplications | GFLOP/s | share of the peak, %.1f GFLOP/s |\n"
      "|---|---|---|\n",
      peak / kGiga);
  for (const Stage& part :
       {Stage{"while the network runs", network}, Stage{"over the whole reading", whole}}) {
    const double rate = amount.encoder_operations / part.seconds;
    std::printf("| %s | %.1f | %.0f %% |\n", part.name.c_str(), rate / kGiga, 100 * rate / peak);
  }
  return 0;
}

}  // namespace
}  // namespace onrecord::benchmarks

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Measures the reader.\n\n  reader_benchmark [--threads=2] ARTICLES.jsonl | ARTICLE.txt ...");
  const std::vector<char*> rest = absl::ParseCommandLine(argc, argv);
  std::vector<std::string> texts;
  for (size_t i = 1; i < rest.size(); ++i) {
    for (std::string& text : onrecord::benchmarks::ReadTexts(rest[i])) {
      texts.push_back(std::move(text));
    }
  }
  if (texts.empty()) {
    std::fprintf(stderr, "reader_benchmark: skipped, no articles given or found; see --help\n");
    return 77;
  }
  return onrecord::benchmarks::Run(texts);
}
