#include "tests/benchmarks/gemm_peak.h"

#include <algorithm>
#include <functional>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "ingest-service/encoder/kernels.h"

namespace onrecord::benchmarks {
namespace {

constexpr absl::Duration kRound = absl::Milliseconds(100);

// Multiplies for one round and returns the operations a second.
double RepeatForARound(const GemmShape& shape, const std::function<void()>& multiply) {
  const double operations = 2.0 * shape.rows * shape.columns * shape.depth;
  multiply();  // makes oneDNN's code and touches the memory
  int count = 0;
  const absl::Time begin = absl::Now();
  while (absl::Now() - begin < kRound) {
    multiply();
    ++count;
  }
  return count * operations / absl::ToDoubleSeconds(absl::Now() - begin);
}

double MultiplyFloats(const GemmShape& shape) {
  const std::vector<float> a(shape.rows * shape.depth, 0.5F);
  const std::vector<float> b(shape.depth * shape.columns, 0.25F);
  std::vector<float> out(shape.rows * shape.columns);
  return RepeatForARound(shape, [&] {
    ingest::Multiply(shape.rows, shape.columns, shape.depth, 1.0F, {a.data(), shape.depth},
                     {b.data(), shape.columns}, {out.data(), shape.columns});
  });
}

double MultiplyBytes(const GemmShape& shape) {
  const std::vector<uint8_t> a(shape.rows * shape.depth, 100);
  const std::vector<int8_t> b(shape.depth * shape.columns, 50);
  std::vector<int32_t> out(shape.rows * shape.columns);
  return RepeatForARound(shape, [&] {
    ingest::MultiplyBytes(shape.rows, shape.columns, shape.depth, a.data(), b.data(), out.data());
  });
}

}  // namespace

std::vector<GemmShape> EncoderShapes() {
  return {{"query, key and value", 512, 1152, 384},
          {"attention output", 512, 384, 384},
          {"intermediate", 512, 1536, 384},
          {"output", 512, 384, 1536},
          {"1024 cubed", 1024, 1024, 1024}};
}

double MeasureGemm(const GemmShape& shape, ingest::Precision precision, int threads, int rounds) {
  double best = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> rates(threads);
    std::vector<std::thread> workers;
    for (double& rate : rates) {
      workers.emplace_back([&shape, &rate, precision] {
        rate = precision == ingest::Precision::kInt8 ? MultiplyBytes(shape) : MultiplyFloats(shape);
      });
    }
    for (std::thread& worker : workers) worker.join();
    double sum = 0;
    for (const double rate : rates) sum += rate;
    best = std::max(best, sum);
  }
  return best;
}

}  // namespace onrecord::benchmarks
