// A folder of a test's own, gone when the test is over.

#ifndef ONRECORD_TESTS_TESTING_TEMP_DIRECTORY_H_
#define ONRECORD_TESTS_TESTING_TEMP_DIRECTORY_H_

#include <string>

namespace onrecord::tests {

// Made empty where the system keeps temporary files; removed with all it holds when destroyed. Not
// thread-safe. Aborts where the folder cannot be made: no test can go on without it.
class TempDirectory {
 public:
  TempDirectory();
  ~TempDirectory();

  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;

  const std::string& path() const { return path_; }

  // The path of a file `name` in it, whether there is one or not.
  std::string File(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_TESTING_TEMP_DIRECTORY_H_
