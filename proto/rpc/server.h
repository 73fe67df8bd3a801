// A gRPC server as both services run it: bound, healthy, reflecting, observed, and drained in order
// when told to stop.

#ifndef ONRECORD_PROTO_RPC_SERVER_H_
#define ONRECORD_PROTO_RPC_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server.h"

namespace onrecord::rpc {

struct ServerOptions {
  // host:port; port 0 takes a free one.
  std::string listen = "127.0.0.1:0";
  // The longest request message, in bytes. Longer ones are refused with RESOURCE_EXHAUSTED.
  int max_request_bytes = 4 << 20;
  // Names that health checks may ask for, beside "" for the server as a whole: those of its
  // services.
  std::vector<std::string> service_names;
  // Calls that one connection may have open at a time; more wait at the client.
  int max_streams_per_connection = 1000;
  // Called when draining begins: ends what would not end by itself.
  std::function<void()> on_drain = [] {};
};

// A running server. The services must outlive it.
class Server {
 public:
  // Binds, starts and reports healthy. UNAVAILABLE with a sentence that names the address where it
  // cannot be bound.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<grpc::Service*>& services);

  // Drains at once what is still running.
  ~Server();

  // host:port with the port in use.
  const std::string& address() const { return address_; }
  int port() const { return port_; }

  // Reports unhealthy, refuses new calls, waits at most `grace` for those in progress and then
  // cancels them. Returns when none is left.
  void Drain(absl::Duration grace);

 private:
  Server(std::unique_ptr<grpc::Server> server, std::string address, int port,
         std::function<void()> on_drain)
      : server_(std::move(server)),
        address_(std::move(address)),
        port_(port),
        on_drain_(std::move(on_drain)) {}

  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  int port_;
  std::function<void()> on_drain_;
};

// Keeps SIGTERM and SIGINT for WaitForStopSignal. Call it first in main: threads inherit it.
void BlockStopSignals();

// Waits for SIGTERM or SIGINT and returns its name. REQUIRES: BlockStopSignals was called.
std::string WaitForStopSignal();

// What main does with a service once its parts are made: starts the server, logs "serving" with its
// address, waits for a stop signal, logs "draining", drains, logs "stopped". Returns main's exit
// code: 1 where it could not start, after saying why on standard error.
int Serve(std::string_view program, const ServerOptions& options,
          const std::vector<grpc::Service*>& services, absl::Duration drain_grace);

// Says on standard error why the program cannot start, for a person (`program: sentence`), and
// returns the exit code 1.
int FailToStart(std::string_view program, const absl::Status& status);

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_SERVER_H_
