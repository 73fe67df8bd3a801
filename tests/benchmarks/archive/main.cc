// How fast the archive takes articles and answers, beside calls that find nothing and SQL by hand.

#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "proto/rpc/server.h"
#include "proto/rpc/worker_pool.h"
#include "query-service/archive/archive.h"
#include "query-service/service/query_service.h"
#include "tests/benchmarks/archive/bare_sql.h"
#include "tests/benchmarks/archive/canned_service.h"
#include "tests/benchmarks/archive/corpus.h"
#include "tests/benchmarks/archive/questions.h"
#include "tests/benchmarks/archive/stopwatch.h"

ABSL_FLAG(std::vector<std::string>, positions, {"1000000"},
          "sizes of the archive at which everything is measured, growing");
ABSL_FLAG(std::string, folder, "archive-benchmark",
          "where the archive is kept, to go on with the next time");
ABSL_FLAG(std::string, only, "", "only questions whose name contains this, and no commits");
ABSL_FLAG(absl::Duration, time, absl::Seconds(2), "how long each figure is measured");
ABSL_FLAG(int, clients, 4, "how many clients ask at once where rates are measured");

namespace onrecord::benchmarks {
namespace {

constexpr int kLeastCalls = 5;
constexpr int kReaders = 4;
constexpr int kQueue = 1000;

std::unique_ptr<v1::QueryService::Stub> NewStub(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
  return v1::QueryService::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

double Micros(absl::Duration duration) { return absl::ToDoubleMicroseconds(duration); }

// Clients of one server, each with a connection of its own.
class Clients {
 public:
  Clients(const std::string& address, int count) {
    for (int i = 0; i < count; ++i) stubs_.push_back(NewStub(address));
  }

  v1::QueryService::Stub& first() { return *stubs_.front(); }

  Timing TimeOne(const Question& question) {
    return Time({[&] { question.ask(first()); }}, absl::GetFlag(FLAGS_time), kLeastCalls);
  }

  Timing TimeAll(const Question& question) {
    std::vector<std::function<void()>> workers;
    for (const auto& stub : stubs_) workers.push_back([&] { question.ask(*stub); });
    return Time(workers, absl::GetFlag(FLAGS_time), kLeastCalls);
  }

 private:
  std::vector<std::unique_ptr<v1::QueryService::Stub>> stubs_;
};

void Measure(const Question& question, const std::string& path, Clients& clients,
             Clients& canned_clients, CannedService& canned) {
  question.can(clients.first(), canned);
  const size_t bytes = question.ask(clients.first());
  const Timing one = clients.TimeOne(question);
  const Timing all = clients.TimeAll(question);
  const Timing empty = canned_clients.TimeAll(question);
  std::string bare = "| |";
  if (!question.sql.empty()) {
    BareQuery query(path, question.sql);
    query.Run();
    const Timing sql = Time({[&] { query.Run(); }}, absl::GetFlag(FLAGS_time), kLeastCalls);
    bare = absl::StrFormat("| %.0f | %.2f", Micros(sql.p50), Micros(one.p50) / Micros(sql.p50));
  }
  std::cout << absl::StrFormat("| %s | %d | %.0f | %.0f | %.0f | %.2f %s |\n", question.name, bytes,
                               Micros(one.p50), Micros(one.p99), all.per_second,
                               all.per_second / empty.per_second, bare)
            << std::flush;
}

// Commits `count` articles from `number` on and returns how long each took.
Timing Commit(query::Archive& archive, const Corpus& corpus, int number, int count) {
  std::vector<absl::Duration> taken;
  absl::Duration wall;
  for (int i = number; i < number + count; ++i) {
    const MadeArticle made = corpus.Make(i);
    const absl::Time before = absl::Now();
    const auto committed = archive.Commit(made.article, made.analysis, /*replace=*/false);
    taken.push_back(absl::Now() - before);
    wall += taken.back();
    if (!committed.ok()) {
      std::cerr << committed.status() << "\n";
      std::abort();
    }
    if (i % 1000 == 0) std::cerr << "\r" << i << " articles " << std::flush;
  }
  std::cerr << "\r                    \r";
  return Summarize(std::move(taken), wall);
}

Timing Insert(BareStore& store, const Corpus& corpus, int number, int count) {
  std::vector<absl::Duration> taken;
  absl::Duration wall;
  for (int i = number; i < number + count; ++i) {
    const MadeArticle made = corpus.Make(i);
    const absl::Time before = absl::Now();
    store.Insert(made);
    taken.push_back(absl::Now() - before);
    wall += taken.back();
  }
  return Summarize(std::move(taken), wall);
}

void MeasureQuestions(query::Archive& archive, const std::string& path, int articles) {
  rpc::WorkerPool pool(kReaders, kQueue);
  query::StreamHost streams({});
  query::QueryService service(archive, pool, absl::Minutes(5), streams);
  CannedService canned(pool);
  const auto server = rpc::Server::Start({}, {&service});
  const auto canned_server = rpc::Server::Start({}, {&canned});
  if (!server.ok() || !canned_server.ok()) {
    std::cerr << "cannot listen on 127.0.0.1\n";
    std::abort();
  }
  Clients clients((*server)->address(), absl::GetFlag(FLAGS_clients));
  Clients canned_clients((*canned_server)->address(), absl::GetFlag(FLAGS_clients));
  std::cout << "| question | answer, bytes | p50, µs | p99, µs | calls/s, "
            << absl::GetFlag(FLAGS_clients)
            << " clients | of an empty call's rate | SQL p50, µs | p50 / SQL |\n"
            << "|---|---|---|---|---|---|---|---|\n";
  for (const Question& question : Questions(FindNames(clients.first(), articles))) {
    if (question.name.find(absl::GetFlag(FLAGS_only)) == std::string::npos) continue;
    Measure(question, path, clients, canned_clients, canned);
  }
}

int Main(const std::string& paragraphs_path) {
  std::ifstream input(paragraphs_path);
  auto paragraphs = ReadParagraphs(input);
  if (!paragraphs.ok()) {
    std::cerr << paragraphs_path << ": " << paragraphs.status() << "\n";
    return 1;
  }
  const Corpus corpus(*std::move(paragraphs));
  const std::filesystem::path folder = absl::GetFlag(FLAGS_folder);
  std::filesystem::create_directories(folder);
  const std::string path = folder / "archive.db";
  query::ArchiveOptions options;
  options.readers = kReaders;
  const auto archive = query::Archive::Open(path, options);
  if (!archive.ok()) {
    std::cerr << archive.status() << "\n";
    return 1;
  }
  for (const std::string& size : absl::GetFlag(FLAGS_positions)) {
    const int articles = std::stoi(size) / Corpus::kPositions;
    const auto counted = (*archive)->CountPositions({}, query::PositionGrouping::kAll, 1);
    const int kept = counted.ok() ? static_cast<int>(counted->total_count) / Corpus::kPositions : 0;
    std::cout << "\n" << size << " positions\n\n";
    if (kept < articles) {
      const Timing committed = Commit(**archive, corpus, kept, articles - kept);
      BareStore bare(folder / "bare.db");
      const Timing inserted = Insert(bare, corpus, kept, articles - kept);
      std::cout << absl::StrFormat(
          "Commits, all from %d articles on: %.0f/s, p50 %.2f ms, p99 %d ms; bare inserts: %.0f/s,"
          " p50 %.2f ms; rate %.2f of it\n\n",
          kept, committed.per_second, Micros(committed.p50) / 1000, Millis(committed.p99),
          inserted.per_second, Micros(inserted.p50) / 1000,
          committed.per_second / inserted.per_second);
    }
    MeasureQuestions(**archive, path, articles);
  }
  return 0;
}

}  // namespace
}  // namespace onrecord::benchmarks

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "archive_benchmark [FLAGS] ARTICLES.jsonl\n\n"
      "Fills an archive with articles put together from the paragraphs of ARTICLES.jsonl (as "
      "PolNeAR is "
      "published) and prints a table of how long each question takes.");
  const std::vector<char*> files = absl::ParseCommandLine(argc, argv);
  if (files.size() != 2) {
    std::cerr << absl::ProgramUsageMessage() << "\n";
    return 2;
  }
  return onrecord::benchmarks::Main(files[1]);
}
