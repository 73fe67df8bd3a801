// onrecord-archive: backs up, restores and checks the archive of query-service.

#include <iostream>
#include <string>
#include <vector>

#include "query-service/archive_command.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  return static_cast<int>(onrecord::query::RunArchiveCommand(words, std::cout, std::cerr));
}
