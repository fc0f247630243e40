"""How the Android API index lies on disk: what the build script writes and `android_index` reads.

    magic, 4 bytes: length of the directory, directory, dictionary, shards

The directory is msgpack (:class:`Directory`). There is one shard a package: msgpack of {class: encoded
:class:`ClassRecord`}, deflated on its own with a common dictionary, so that a look-up inflates one package only and
decodes one class only. No pickle: the file is data.
"""

from __future__ import annotations

import zlib
from typing import Final

import msgspec

MAGIC: Final = b"privlint-api/1\n"
#: Raw deflate: neither checksum nor header, both of which zlib would repeat for each of the shards.
_WINDOW: Final = -15


class ClassRecord(msgspec.Struct, array_like=True, gc=False, frozen=True, omit_defaults=True):
    """A class or interface without what it inherits.

    Types are qualified names with dots and, where known, type arguments (`java.util.List<android.location.Address>`,
    `*` for an unknown argument); arrays end in `[]`; primitives are `void`, `boolean` and `number` (the source of the
    index does not tell int from long); a class's own type parameters stand under their name. "" is unknown.
    """

    is_interface: bool = False
    type_params: tuple[str, ...] = ()
    supertypes: tuple[str, ...] = ()
    returns: dict[str, str] = {}  # return type -> names of methods, separated by blanks; all overloads return it
    overloads: dict[str, tuple[tuple[int, str], ...]] = {}  # other methods: (number of parameters, return type)
    fields: dict[str, str] = {}  # type -> names; string constants are in `constants` only, numbers are left out
    constants: dict[str, str] = {}  # name -> value of a string constant
    lambdas: dict[str, tuple[str, ...]] = {}  # method -> parameter types of the lambda that it takes


class Directory(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What is where. Offsets count from the end of the directory; the dictionary comes first."""

    dictionary_length: int
    shards: dict[str, tuple[int, int]]  # package -> offset, length
    services: dict[str, str]  # name given to getSystemService -> class


#: Number of parameters of a method of which only the return type is known.
ANY_COUNT: Final = -1

#: Key, in a package's shard, of the record that holds the top-level functions of the package.
FUNCTIONS: Final = ""


def compress(data: bytes, dictionary: bytes) -> bytes:
    """The deflated form of a shard."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, _WINDOW, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return deflater.compress(data) + deflater.flush()


def decompress(data: bytes, dictionary: bytes) -> bytes:
    """The reverse of `compress`; raises zlib.error for anything else."""
    inflater = zlib.decompressobj(_WINDOW, dictionary)
    return inflater.decompress(data) + inflater.flush()
