// onrecord_tokenize MODEL: cuts each line of standard input into pieces, as the reader does.
//
// For each line one line of JSON, [[id, begin, end, continues], ...], offsets in bytes of the line,
// begin and end half-open, continues 0 or 1. tokenizer_equality.py compares this with the reference
// tokenizer.

#include <cstdio>
#include <iostream>
#include <string>

#include "ingest-service/encoder/model_file.h"
#include "ingest-service/encoder/tokenizer.h"

int main(int argc, char** argv) {
  using onrecord::ingest::ModelFile;
  using onrecord::ingest::Piece;
  using onrecord::ingest::Tokenizer;

  if (argc != 2) {
    std::fprintf(stderr, "Usage: onrecord_tokenize MODEL < lines\n");
    return 2;
  }
  const absl::StatusOr<ModelFile> model = ModelFile::Open(argv[1]);
  if (!model.ok()) {
    std::fprintf(stderr, "%s\n", model.status().ToString().c_str());
    return 1;
  }
  const absl::StatusOr<Tokenizer> tokenizer = Tokenizer::Load(*model);
  if (!tokenizer.ok()) {
    std::fprintf(stderr, "%s\n", tokenizer.status().ToString().c_str());
    return 1;
  }
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << '[';
    const char* separator = "";
    for (const Piece& piece : tokenizer->Tokenize(line)) {
      std::cout << separator << '[' << piece.id << ',' << piece.span.begin << ',' << piece.span.end
                << ',' << piece.continues << ']';
      separator = ",";
    }
    std::cout << "]\n";
  }
  return 0;
}
