"""The contract's Python modules, made from the .proto files when a program starts."""

import pathlib
import sys

from grpc_tools import protoc

import services

WELL_KNOWN = pathlib.Path(protoc.__file__).parent / "_proto"


def make(folder):
    """Generates the modules in `folder` and puts them on the import path."""
    contract = services.ROOT / "proto"
    files = [str(path.relative_to(contract)) for path in (contract / "onrecord/v1").glob("*.proto")]
    result = protoc.main(["protoc", f"-I{contract}", f"-I{WELL_KNOWN}", f"--python_out={folder}",
                          f"--grpc_python_out={folder}", *files])
    if result != 0:
        raise RuntimeError("protoc failed")
    sys.path.insert(0, folder)
