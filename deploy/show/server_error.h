// What a server answered instead of a result, as a sentence for the person at the terminal.
//
// The servers explain their errors in details (google.rpc): which field breaks which rule, when to
// try again. A client that shows only the code and the message throws that away.

#ifndef ONRECORD_DEPLOY_SHOW_SERVER_ERROR_H_
#define ONRECORD_DEPLOY_SHOW_SERVER_ERROR_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace grpc {
class Status;
}

namespace onrecord::show {

// The same code; the message with the fields that BadRequest and the delay that RetryInfo name.
// Details of other types are left out.
absl::Status ExplainServerError(const google::rpc::Status& status);

// As above, from the status of a call, whose details hold a google.rpc.Status.
absl::Status ExplainServerError(const grpc::Status& status);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_SERVER_ERROR_H_
