// Sends articles to ingest-service over one stream and tells how far it has come.

#ifndef ONRECORD_DEPLOY_SHOW_INGEST_H_
#define ONRECORD_DEPLOY_SHOW_INGEST_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "onrecord/v1/article.pb.h"
#include "onrecord/v1/ingest_service.grpc.pb.h"
#include "onrecord/v1/ingest_service.pb.h"

namespace onrecord::show {

// What became of one article: as kept, or why it is not.
using IngestResult = absl::StatusOr<v1::IngestArticleResponse>;

// Called once for each article when its answer comes, from the thread that called IngestAll: the
// article's index and its result.
using IngestProgress = std::function<void(int index, const IngestResult& result)>;

// Ingests `articles` and waits for all answers. Returns one result per article, in their order. An
// article that the stream ended without answering has the stream's error, or INTERNAL where it gave
// none; `progress` is not called for it. The whole takes at most a minute and ten seconds per
// article.
std::vector<IngestResult> IngestAll(v1::IngestService::StubInterface& service,
                                    const std::vector<v1::Article>& articles,
                                    const IngestProgress& progress);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_INGEST_H_
