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
#include "query-service/service/archive_service.h"
#include "query-service/service/query_service.h"
#include "tests/benchmarks/archive/bare_sql.h"
#include "tests/benchmarks/archive/canned_service.h"
#include "tests/benchmarks/archive/commit_message.h"
#include "tests/benchmarks/archive/corpus.h"
#include "tests/benchmarks/archive/questions.h"
#include "tests/benchmarks/archive/stopwatch.h"

ABSL_FLAG(std::vector<std::string>, positions, {"1000000"},
          "sizes of the archive at which everything is measured, growing");
ABSL_FLAG(std::string, folder, "archive-benchmark",
          "where the archive is kept, to go on with the next time");
ABSL_FLAG(std::string, only, "",
          "only questions whose name contains this; \"commits\" for what clients commit");
ABSL_FLAG(absl::Duration, time, absl::Seconds(2), "how long each figure is measured");
ABSL_FLAG(int, clients, 4, "how many clients ask at once where rates are measured");
ABSL_FLAG(std::vector<std::string>, committers, std::vector<std::string>({"1", "4", "16"}),
          "how many clients commit at once, one figure after the other");
ABSL_FLAG(int, commits, 500,
          "how many articles they commit for each figure; these stay; 0 for no figures");

namespace onrecord::benchmarks {
namespace {

constexpr int kLeastCalls = 5;
constexpr int kReaders = 4;
constexpr int kQueue = 1000;
constexpr int kCommitThreads = 16;  // as query-service has
constexpr int64_t kMostTextBytes = 1 << 20;
constexpr char kCommits[] = "commits";  // in place of a question's name

// A connection of its own.
std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

// The server's, where it could be started.
std::string AddressOf(const absl::StatusOr<std::unique_ptr<rpc::Server>>& server) {
  if (server.ok()) return (*server)->address();
  std::cerr << "cannot listen on 127.0.0.1\n";
  std::abort();
}

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

double Micros(absl::Duration duration) { return absl::ToDoubleMicroseconds(duration); }

// Clients of one server, each with a connection of its own.
class Clients {
 public:
  Clients(const std::string& address, int count) {
    for (int i = 0; i < count; ++i) stubs_.push_back(v1::QueryService::NewStub(Connect(address)));
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
  Clients clients(AddressOf(server), absl::GetFlag(FLAGS_clients));
  Clients canned_clients(AddressOf(canned_server), absl::GetFlag(FLAGS_clients));
  std::cout << "| question | answer, bytes | p50, µs | p99, µs | calls/s, "
            << absl::GetFlag(FLAGS_clients)
            << " clients | of an empty call's rate | SQL p50, µs | p50 / SQL |\n"
            << "|---|---|---|---|---|---|---|---|\n";
  for (const Question& question : Questions(FindNames(clients.first(), articles))) {
    if (question.name.find(absl::GetFlag(FLAGS_only)) == std::string::npos) continue;
    Measure(question, path, clients, canned_clients, canned);
  }
}

// Has `clients` at once commit the articles from `number` on through gRPC.
Timing CommitAtOnce(const std::string& address, const Corpus& corpus, int number, int clients) {
  std::vector<std::unique_ptr<v1::ArchiveService::Stub>> stubs;
  for (int i = 0; i < clients; ++i) {
    stubs.push_back(v1::ArchiveService::NewStub(Connect(address)));
  }
  std::vector<v1::CommitArticleRequest> commits;
  for (int i = 0; i < absl::GetFlag(FLAGS_commits); ++i) {
    commits.push_back(ToCommit(corpus.Make(number + i)));
  }
  return TimeShared(clients, absl::GetFlag(FLAGS_commits), [&](int client, int i) {
    grpc::ClientContext context;
    v1::CommitArticleResponse response;
    const grpc::Status status = stubs[client]->CommitArticle(&context, commits[i], &response);
    if (!status.ok()) {
      std::cerr << status.error_message() << "\n";
      std::abort();
    }
  });
}

// What clients commit at once beside bare inserts of the same articles, from `number` on.
void MeasureCommits(query::Archive& archive, BareStore& bare, const Corpus& corpus, int number) {
  rpc::WorkerPool pool(kCommitThreads, kQueue);
  query::ArchiveService service(archive, pool, absl::Minutes(5), kMostTextBytes);
  const auto server = rpc::Server::Start({}, {&service});
  std::cout
      << "\n| clients | commits/s | p50, ms | p99, ms | bare inserts/s | p50, ms | rate of it "
         "|\n|---|---|---|---|---|---|---|\n";
  for (const std::string& clients : absl::GetFlag(FLAGS_committers)) {
    const Timing all = CommitAtOnce(AddressOf(server), corpus, number, std::stoi(clients));
    const Timing inserted = Insert(bare, corpus, number, absl::GetFlag(FLAGS_commits));
    std::cout << absl::StrFormat("| %s | %.0f | %.1f | %.1f | %.0f | %.1f | %.2f |\n", clients,
                                 all.per_second, Micros(all.p50) / 1000, Micros(all.p99) / 1000,
                                 inserted.per_second, Micros(inserted.p50) / 1000,
                                 all.per_second / inserted.per_second)
              << std::flush;
    number += absl::GetFlag(FLAGS_commits);
  }
}

// How many articles of a Corpus the archive holds: the number of the next.
int CountArticles(const query::Archive& archive) {
  const auto counted = archive.CountPositions({}, query::PositionGrouping::kAll, 1);
  return counted.ok() ? static_cast<int>(counted->total_count) / Corpus::kPositions : 0;
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
  BareStore bare(folder / "bare.db");
  for (const std::string& size : absl::GetFlag(FLAGS_positions)) {
    const int articles = std::stoi(size) / Corpus::kPositions;
    const int kept = CountArticles(**archive);
    std::cout << "\n" << size << " positions\n\n";
    if (kept < articles) {
      const Timing committed = Commit(**archive, corpus, kept, articles - kept);
      const Timing inserted = Insert(bare, corpus, kept, articles - kept);
      std::cout << absl::StrFormat(
          "Commits, all from %d articles on: %.0f/s, p50 %.2f ms, p99 %d ms; bare inserts: %.0f/s,"
          " p50 %.2f ms; rate %.2f of it\n\n",
          kept, committed.per_second, Micros(committed.p50) / 1000, Millis(committed.p99),
          inserted.per_second, Micros(inserted.p50) / 1000,
          committed.per_second / inserted.per_second);
    }
    const std::string only = absl::GetFlag(FLAGS_only);
    if (only != kCommits) MeasureQuestions(**archive, path, articles);
    if (absl::GetFlag(FLAGS_commits) > 0 && (only.empty() || only == kCommits)) {
      MeasureCommits(**archive, bare, corpus, CountArticles(**archive));
    }
  }
  return 0;
}

}  // namespace
}  // namespace onrecord::benchmarks

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "archive_benchmark [FLAGS] ARTICLES.jsonl\n\n"
      "Fills an archive with articles put together from the paragraphs of ARTICLES.jsonl (as "
      "PolNeAR is published) and prints a table of how long each question takes, and one of how "
      "fast clients commit.");
  const std::vector<char*> files = absl::ParseCommandLine(argc, argv);
  if (files.size() != 2) {
    std::cerr << absl::ProgramUsageMessage() << "\n";
    return 2;
  }
  return onrecord::benchmarks::Main(files[1]);
}
