// reader_benchmark: how fast the reader reads, where its time goes, and how much of what the
// machine can multiply it uses, with the encoder in fp32 and in int8 side by side.
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
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/encoder/windows.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/words.h"
#include "nlohmann/json.hpp"
#include "tests/benchmarks/gemm_peak.h"

ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors", "The reader's model.");
ABSL_FLAG(int, threads, 2, "Articles read at the same time.");
ABSL_FLAG(int, rounds, 5, "Rounds of each measurement; the best one counts.");

namespace onrecord::benchmarks {
namespace {

using ingest::Precision;
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
  double by_weights = 0;    // multiplications and additions in the encoder's dense layers
  double in_attention = 0;  // and between tokens
};

// `layers`: with that of events.
Amount Measure(const ingest::Tokenizer& tokenizer, int layers,
               const std::vector<std::string>& texts) {
  constexpr double kHidden = ingest::Encoder::kHidden;
  Amount amount;
  for (const std::string& text : texts) {
    const std::vector<ingest::Word> words = ingest::ReadWords(text);
    amount.words += std::count_if(words.begin(), words.end(), [](const ingest::Word& word) {
      return word.kind == ingest::WordKind::kWord || word.kind == ingest::WordKind::kNumber;
    });
    for (const Window& window : ingest::CutWindows(tokenizer, text)) {
      const double tokens = static_cast<double>(window.tokens.size());
      amount.tokens += tokens;
      amount.by_weights += tokens * layers * 2 * 12 * kHidden * kHidden;
      amount.in_attention += tokens * tokens * layers * 2 * 2 * kHidden;
    }
  }
  return amount;
}

// The machine's best of `threads` threads, in operations a second, over all shapes.
struct Peaks {
  double in_float = 0;
  double in_int8 = 0;
};

Peaks PrintPeaks(int threads) {
  const int rounds = absl::GetFlag(FLAGS_rounds);
  Peaks peaks;
  std::printf("\n| multiplication, %d threads | fp32, GFLOP/s | int8, GOP/s |\n|---|---|---|\n",
              threads);
  for (const GemmShape& shape : EncoderShapes()) {
    const double in_float = MeasureGemm(shape, Precision::kFloat, threads, rounds);
    const double in_int8 = ingest::MultipliesBytesExactly()
                               ? MeasureGemm(shape, Precision::kInt8, threads, rounds)
                               : 0;
    peaks.in_float = std::max(peaks.in_float, in_float);
    peaks.in_int8 = std::max(peaks.in_int8, in_int8);
    std::printf("| %s, %dx%dx%d | %.1f | %.1f |\n", shape.name.c_str(),
                static_cast<int>(shape.rows), static_cast<int>(shape.columns),
                static_cast<int>(shape.depth), in_float / kGiga, in_int8 / kGiga);
  }
  return peaks;
}

struct Stage {
  std::string name;
  double seconds;
};

// The encoder in one precision, and what it makes of the whole reading.
struct Variant {
  const char* name;
  double encoder = 0;  // seconds for all texts, without cutting windows
  double whole = 0;    // seconds of the whole reading with it
  double ideal = 0;    // seconds that its multiplications alone would take at the machine's peak
  double ideal_in_float = 0;  // the same if all were done in fp32, at its peak
};

double SecondsOfEncoder(const ingest::Encoder& encoder, const ingest::Tokenizer& tokenizer,
                        const std::vector<std::string>& texts, int threads) {
  return BestSeconds(texts, threads, [&](const std::string& text) {
    (void)encoder.Encode(ingest::CutWindows(tokenizer, text), NeverCancelled,
                         [](const ingest::EncodedWindow&) {});
  });
}

// The time of each stage by itself, for the same texts and threads; `network` is the encoder's.
// What is left of the whole is what joins them.
std::vector<Stage> MeasureStages(const ingest::Analyzer& analyzer,
                                 const ingest::Tokenizer& tokenizer,
                                 const std::vector<std::string>& texts, int threads, double network,
                                 double whole) {
  const auto time = [&](const std::function<void(const std::string&)>& work) {
    return BestSeconds(texts, threads, work);
  };
  const double document = time([](const std::string& text) { ingest::ReadDocument(text); });
  const double windows =
      time([&](const std::string& text) { ingest::CutWindows(tokenizer, text); });
  const double attributed =
      time([&](const std::string& text) { (void)analyzer.FindAttributions(text, NeverCancelled); });
  const double entities =
      time([](const std::string& text) { ingest::FindEntities(ingest::ReadDocument(text)); });
  std::vector<Stage> stages = {
      {"text: paragraphs, sentences, quotations", document},
      {"encoder: tokens and windows", windows},
      {"encoder: network", network},
      {"attribution, names, events: heads", attributed - windows - network},
      {"entities", entities - document}};
  double sum = 0;
  for (const Stage& stage : stages) sum += stage.seconds;
  stages.push_back({"analysis: speakers, times, places, links", whole - sum});
  return stages;
}

// A line of a table: `value` of each variant.
void PrintRow(const char* name, const std::vector<Variant>& variants, const char* format,
              const std::function<double(const Variant&)>& value) {
  std::printf("| %s |", name);
  for (const Variant& variant : variants) std::printf(format, value(variant));
  std::printf("\n");
}

void PrintVariants(const std::vector<Variant>& variants, const Amount& amount, size_t articles,
                   int threads) {
  std::printf("\n| |");
  for (const Variant& variant : variants) std::printf(" %s |", variant.name);
  std::printf("\n|---|%s\n", variants.size() > 1 ? "---|---|" : "---|");
  const auto of = [](double part) {
    return [part](const Variant& variant) { return part / variant.whole; };
  };
  PrintRow("articles a second", variants, " %.2f |", of(static_cast<double>(articles)));
  PrintRow("words a second", variants, " %.0f |", of(amount.words));
  PrintRow("tokens a second", variants, " %.0f |", of(amount.tokens));
  PrintRow("encoder, microseconds a token and thread", variants, " %.1f |",
           [&](const Variant& v) { return 1e6 * threads * v.encoder / amount.tokens; });
  PrintRow("encoder's share of the reading", variants, " %.1f %% |",
           [](const Variant& v) { return 100 * v.encoder / v.whole; });
  PrintRow("multiplications alone at the peak: share of the encoder's time", variants, " %.1f %% |",
           [](const Variant& v) { return 100 * v.ideal / v.encoder; });
  PrintRow("the same: share of the reading's time", variants, " %.1f %% |",
           [](const Variant& v) { return 100 * v.ideal / v.whole; });
  PrintRow("multiplications alone at the fp32 peak: share of the reading's time", variants,
           " %.1f %% |", [](const Variant& v) { return 100 * v.ideal_in_float / v.whole; });
}

// Whether loading worked; says why where it did not.
bool Loaded(const absl::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok();
}

// The encoder's time in every precision that this machine has, of which `whole` was measured in the
// default one: in another it is the same but for the encoder.
std::vector<Variant> MeasureVariants(const ingest::ModelFile& model,
                                     const ingest::Tokenizer& tokenizer,
                                     const std::vector<std::string>& texts, int threads,
                                     double whole) {
  const double windows = BestSeconds(
      texts, threads, [&](const std::string& text) { ingest::CutWindows(tokenizer, text); });
  std::vector<Variant> variants = {{"fp32"}};
  if (ingest::MultipliesBytesExactly()) variants.push_back({"int8"});
  for (Variant& variant : variants) {
    const bool last = &variant == &variants.back();
    const auto encoder =
        ingest::Encoder::Load(model, last ? ingest::DefaultPrecision() : ingest::Precision::kFloat);
    if (!Loaded(encoder.status())) return {};
    variant.encoder = SecondsOfEncoder(**encoder, tokenizer, texts, threads) - windows;
  }
  for (Variant& variant : variants) {
    variant.whole = whole - variants.back().encoder + variant.encoder;
  }
  return variants;
}

int Run(const std::vector<std::string>& texts) {
  const std::string path = absl::GetFlag(FLAGS_model);
  const int threads = std::max(1, absl::GetFlag(FLAGS_threads));
  const auto analyzer = ingest::Analyzer::Load(path);
  if (!Loaded(analyzer.status())) return 1;
  const auto model = ingest::ModelFile::Open(path);
  if (!Loaded(model.status())) return 1;
  const auto tokenizer = ingest::Tokenizer::Load(*model);
  const auto layers = model->Number("layers", 1, 24);
  if (!Loaded(tokenizer.status()) || !Loaded(layers.status())) return 1;

  const Amount amount = Measure(*tokenizer, *layers + 1, texts);
  const double whole = BestSeconds(texts, threads, [&](const std::string& text) {
    ingest::ArticleInput article;
    article.text = text;
    (void)(*analyzer)->Analyze(article, NeverCancelled);
  });
  std::printf("%d articles, %.0f words, %.0f tokens; model %s, %d layers; %d threads; best of %d\n",
              static_cast<int>(texts.size()), amount.words, amount.tokens,
              (*analyzer)->model_version().c_str(), *layers, threads, absl::GetFlag(FLAGS_rounds));
  std::vector<Variant> variants = MeasureVariants(*model, *tokenizer, texts, threads, whole);
  if (variants.empty()) return 1;
  std::printf("\n| stage, encoder in %s | share of the time |\n|---|---|\n", variants.back().name);
  for (const Stage& stage :
       MeasureStages(**analyzer, *tokenizer, texts, threads, variants.back().encoder, whole)) {
    std::printf("| %s | %.1f %% |\n", stage.name.c_str(), 100 * stage.seconds / whole);
  }
  const Peaks peaks = PrintPeaks(threads);
  for (Variant& variant : variants) {
    variant.ideal_in_float = (amount.by_weights + amount.in_attention) / peaks.in_float;
  }
  variants.front().ideal = variants.front().ideal_in_float;
  if (variants.size() > 1) {
    variants.back().ideal =
        amount.by_weights / peaks.in_int8 + amount.in_attention / peaks.in_float;
  }
  PrintVariants(variants, amount, texts.size(), threads);
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
