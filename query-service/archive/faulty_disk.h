// A disk that fails when it is told to, for tests: a layer between SQLite and the file system.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_FAULTY_DISK_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_FAULTY_DISK_H_

#include <sqlite3.h>

#include <cstdlib>
#include <map>
#include <utility>

namespace onrecord::query {

// While it lives, every file that SQLite opens lies on it. One at a time, for one thread; files
// opened before or after are no concern of it, but those opened on it must be closed before it
// goes.
class FaultyDisk {
 public:
  enum class Call { kRead, kWrite, kSync };  // truncating is writing

  FaultyDisk() {
    real_ = sqlite3_vfs_find(nullptr);
    shim_ = *real_;
    shim_.zName = "faulty-disk";
    shim_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    shim_.pAppData = this;
    shim_.xOpen = Open;
    if (sqlite3_vfs_register(&shim_, /*makeDflt=*/1) != SQLITE_OK) std::abort();
  }

  ~FaultyDisk() {
    sqlite3_vfs_unregister(&shim_);
    sqlite3_vfs_register(real_, /*makeDflt=*/1);
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  // The `nth` call of that kind from now, counted from 1, fails with `code`; where it `stays`, all
  // later ones, too.
  void Fail(Call call, int nth, int code, bool stays) {
    call_ = call;
    countdown_ = nth;
    code_ = code;
    stays_ = stays;
    has_failed_ = false;
  }

  // No call fails any more. Whether one has since Fail.
  bool Repair() {
    countdown_ = 0;
    return std::exchange(has_failed_, false);
  }

 private:
  struct File {
    sqlite3_file base;
    FaultyDisk* disk;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };

  static File* Of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

  // The code that this call fails with; SQLITE_OK where it does not.
  int Try(Call call) {
    if (countdown_ == 0 || call != call_) return SQLITE_OK;
    if (countdown_ > 1) {
      --countdown_;
      return SQLITE_OK;
    }
    has_failed_ = true;
    if (!stays_) countdown_ = 0;
    return code_;
  }

  static int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    File* opened = Of(file);
    FaultyDisk* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    opened->disk = disk;
    opened->base.pMethods = nullptr;
    const int code = disk->real_->xOpen(disk->real_, name, opened->real(), flags, out);
    if (code == SQLITE_OK) opened->base.pMethods = disk->MethodsFor(opened->real()->pMethods);
    return code;
  }

  // The methods of a real file with those that can fail replaced.
  const sqlite3_io_methods* MethodsFor(const sqlite3_io_methods* real) {
    sqlite3_io_methods methods = *real;
    methods.xClose = [](sqlite3_file* f) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xClose(file);
    };
    methods.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
      const int code = Of(f)->disk->Try(Call::kRead);
      sqlite3_file* file = Of(f)->real();
      return code != SQLITE_OK ? code : file->pMethods->xRead(file, to, size, at);
    };
    methods.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
      const int code = Of(f)->disk->Try(Call::kWrite);
      sqlite3_file* file = Of(f)->real();
      return code != SQLITE_OK ? code : file->pMethods->xWrite(file, from, size, at);
    };
    methods.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      const int code = Of(f)->disk->Try(Call::kWrite);
      sqlite3_file* file = Of(f)->real();
      return code != SQLITE_OK ? code : file->pMethods->xTruncate(file, size);
    };
    methods.xSync = [](sqlite3_file* f, int flags) {
      const int code = Of(f)->disk->Try(Call::kSync);
      sqlite3_file* file = Of(f)->real();
      return code != SQLITE_OK ? code : file->pMethods->xSync(file, flags);
    };
    methods.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xFileSize(file, size);
    };
    methods.xLock = [](sqlite3_file* f, int level) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xLock(file, level);
    };
    methods.xUnlock = [](sqlite3_file* f, int level) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xUnlock(file, level);
    };
    methods.xCheckReservedLock = [](sqlite3_file* f, int* result) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xCheckReservedLock(file, result);
    };
    methods.xFileControl = [](sqlite3_file* f, int operation, void* argument) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xFileControl(file, operation, argument);
    };
    methods.xSectorSize = [](sqlite3_file* f) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xSectorSize(file);
    };
    methods.xDeviceCharacteristics = [](sqlite3_file* f) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xDeviceCharacteristics(file);
    };
    methods.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** to) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xShmMap(file, page, size, extend, to);
    };
    methods.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xShmLock(file, offset, count, flags);
    };
    methods.xShmBarrier = [](sqlite3_file* f) {
      sqlite3_file* file = Of(f)->real();
      file->pMethods->xShmBarrier(file);
    };
    methods.xShmUnmap = [](sqlite3_file* f, int remove) {
      sqlite3_file* file = Of(f)->real();
      return file->pMethods->xShmUnmap(file, remove);
    };
    // Reading and writing go through xRead and xWrite alone.
    methods.iVersion = 2;
    return &(methods_[real] = methods);
  }

  sqlite3_vfs* real_;
  sqlite3_vfs shim_;
  std::map<const sqlite3_io_methods*, sqlite3_io_methods> methods_;
  Call call_ = Call::kRead;
  int countdown_ = 0;  // 0: nothing fails
  int code_ = SQLITE_OK;
  bool stays_ = false;
  bool has_failed_ = false;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_FAULTY_DISK_H_
