"""The typed tables of the catalogue: what `rules/` says, after validation.

Names of classes are qualified with dots, nested classes too (`android.provider.Settings.Secure`). Members are Java
names (`getDeviceId`, `<init>` for constructors); look-ups accept the Kotlin property form (`deviceId`).
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Trigger = Literal["automatic", "user", "peer", "unknown"]
#: What a callback of a question to the user means.
Role = Literal["", "accept", "reject", "neutral", "dismiss"]
#: strict: identifiers and content; ordinary; low: at most one note per application; none: known and harmless.
Worth = Literal["strict", "ordinary", "low", "none"]
#: What a site does. `start` starts an SDK (PRV101), `api` reads personal data (PRV102), `permission` asks for one
#: (PRV103), `collect` is any other use of a collecting SDK (PRV109), `consent` tells an SDK that the user agreed
#: (PRV105 when it happens on its own), `harmless` is known to collect nothing and hides the less specific entries.
SiteKind = Literal["start", "api", "permission", "collect", "consent", "harmless"]


class ArgumentCondition(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What an argument must look like for a site to match. `any` compares with the literal's value or the last
    segment of a constant reference (`Settings.Secure.ANDROID_ID` -> `ANDROID_ID`); the patterns are searched in
    that same text. An argument whose value is unknown satisfies a condition of a collecting site, unless `not_regex`
    finds the simple name of its type, and fails one of a harmless site."""

    index: int
    any: tuple[str, ...] = ()
    regex: str = ""
    not_regex: str = ""
    name: str = ""  # the parameter, where Kotlin may name it: the argument may then stand elsewhere


class Site(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A call, property read or reference that is sensitive, or that is known to be harmless."""

    id: str  # Class#member as written in the catalogue, arguments included
    owner: str  # qualified class
    member: str  # Java member name; "<init>"; "*" for any member of the class
    form: Literal["call", "reference", "literal"]  # reference: a constant or field that is mentioned; literal: a string
    kind: SiteKind
    worth: Worth
    by_name: Literal["yes", "imported", "no"]  # matches an unresolved receiver: always; if the owner is imported; never
    arguments: tuple[ArgumentCondition, ...] = ()
    data_types: tuple[str, ...] = ()
    sdk: str = ""
    verified: bool = True  # spelling seen in code or documents; others are at most notes
    permission: str = ""
    made_with: tuple[
        str, ...
    ] = ()  # nested classes: what the receiver was made with, if one of their kind, is of these


class QuietCall(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A call, an assignment or a named argument of a constructor that keeps an SDK quiet, by the setter it means."""

    owner: str
    member: str
    arguments: tuple[ArgumentCondition, ...] = ()


class Quiet(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Calls of an SDK that do nothing as long as one of its settings says so."""

    calls: tuple[QuietCall, ...]  # any of them is enough
    sites: tuple[tuple[str, str], ...]  # class and member of the calls that then do nothing; "*": all of the class
    manifest: tuple[str, ...] = ()  # meta-data, key=value, that say so before any code; any is enough


class AutoStart(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A component that an SDK merges into the manifest and that runs before Application.onCreate."""

    component: str  # qualified class of the provider, or of the androidx.startup initializer
    kind: Literal["provider", "initializer"]
    level: Literal["collects", "starts", "local", "unknown"]
    #: Manifest meta-data that switch it off: each is key=value. All of one group must hold; any group is enough.
    disabled_by: tuple[tuple[str, ...], ...] = ()
    #: Meta-data that must be there for it to start at all (`io.sentry.dsn`).
    requires: tuple[str, ...] = ()
    #: Gradle plugins that make the settings it starts with of a file (`com.google.gms.google-services`), and resources
    #: that hold them where they are written by hand; any is enough, without one it is not known to start.
    requires_plugin: tuple[str, ...] = ()
    requires_resource: tuple[str, ...] = ()
    #: Entries of gradle.properties that switch it off, key=value; any is enough.
    disabled_by_property: tuple[str, ...] = ()


class Sdk(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A third-party SDK."""

    id: str
    name_en: str
    name_zh: str
    vendor: str
    purpose: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()  # group:name, `*` as wildcard
    packages: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()  # file name patterns of local jar/aar
    plugins: tuple[str, ...] = ()  # Gradle plugin ids that add it
    data_types: tuple[str, ...] = ()
    auto_starts: tuple[AutoStart, ...] = ()
    sources: tuple[str, ...] = ()
    compliant_since: str = ""  # first version by which the vendor says that consent can be honoured
    compliant_coordinates: tuple[str, ...] = ()  # those whose versions that is about; empty: all of them
    consent_calls: tuple[str, ...] = ()  # ids of the calls that tell it that the user agreed; any is enough
    consent_call_required: bool = False  # the vendor asks for one of them before the SDK is used
    companion_plugins: tuple[str, ...] = ()  # Gradle plugins that serve it and do not add it
    names: tuple[str, ...] = ()  # by which people know it or its vendor, in both languages
    policy_url: str = ""  # of the vendor's privacy policy
    shares_data: bool = True  # with its vendor; else what it collects stays with the app and its servers


class DataType(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A kind of personal information."""

    id: str
    name_en: str
    name_zh: str
    is_strict: bool
    is_personal: bool = True  # False: an act (asking for a permission, running a command), no information by itself


class ReturnType(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """`owner#member` returns `type`; completes what the Android API index does not know."""

    owner: str
    member: str
    type: str


class ComponentStart(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library function that starts the component whose class literal is among the values it is given."""

    members: tuple[str, ...]
    component: Literal[
        "application", "activity", "service", "receiver", "worker", "job", "fragment", "viewmodel", "any"
    ]
    owners: tuple[str, ...] = ()
    trigger: Trigger = "automatic"
    #: Methods of its lifecycle that this way to start it leaves out.
    without: tuple[str, ...] = ()
    #: A method of what the receiver was made from, which names the component.
    asks: str = ""


class Route(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A function of a navigation library. Arguments are given by name, and by place as text for where they have no
    name."""

    members: tuple[str, ...]
    owners: tuple[str, ...] = ()
    #: The argument that names a destination, whose content the function is given; a type argument goes before it.
    names: tuple[str, ...] = ()
    #: Arguments that name the destinations that are shown: at once or, if the function is given a destination's content
    #: too (a nested graph), with that one.
    goes: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()  # types of what stands among these arguments and is no destination
    waits: bool = False  # content runs for nothing but navigation: if running code does not go there, the user may


class Lookup(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library function that finds classes of the program by their annotations. `finds`: those of which an argument of
    the annotation is among the texts the call is given, or the type among its class literals (`text`); those below a
    class literal, or the only one if none is annotated (`type`); all of them, and all below `supertypes` (`all`).
    Components are started; of other objects the `methods` run."""

    members: tuple[str, ...]
    owners: tuple[str, ...]
    finds: Literal["text", "type", "all"]
    annotations: tuple[str, ...] = ()
    supertypes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


class Bus(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library that hands what is posted to those `methods` of registered objects that take something of its type."""

    owners: tuple[str, ...]
    registers: tuple[str, ...]
    posts: tuple[str, ...]
    methods: tuple[str, ...]


class Lifecycle(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Methods the platform calls on objects of a type. `on`: when the component is started (manifest or
    ComponentStart), already when an object is created in running code (fragments, views, adapters), when it is shown
    (dialogs), or with the process, by a host that makes all classes of the kind. `is_basic`: the first supertype is
    what every component of this kind derives from, so that what a manifest declares as one derives from it too, though
    nobody knows the library class it extends."""

    supertypes: tuple[str, ...]
    component: Literal[
        "application",
        "activity",
        "provider",
        "receiver",
        "service",
        "initializer",
        "worker",
        "job",
        "fragment",
        "view",
        "viewmodel",
        "adapter",
        "other",
    ]
    on: Literal["start", "creation", "show", "process"] = "start"
    automatic: tuple[str, ...] = ()
    user: tuple[str, ...] = ()
    peer: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    is_basic: bool = False
    #: Manifest meta-data, key=value, without which, or with which, `automatic` comes at an unknown time only.
    requires: str = ""
    disabled_by: str = ""
    named_by: str = ""  # annotation that tells the class which the manifest has in its place
    names: str = ""  # annotation of a class inside, which tells the class that takes its place
    lists: tuple[str, ...] = ()  # methods that name the classes that are started first
    #: A method in which an object may close itself by functions of its own, and the methods that do not run then.
    opens: str = ""
    closed_by: tuple[str, ...] = ()
    once_open: tuple[str, ...] = ()
    saves: str = ""  # the method that fills the bundle which other methods are given when an object is made anew
    #: Of a pager: methods that are told the number of a page, and the numbers until running code turns pages (`does`
    #: "page").
    page_methods: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


class Store(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Functions that read or write stored state under a key. On a fresh install a read gives its default."""

    members: tuple[str, ...]
    access: Literal["read", "write", "contains", "key"]  # key: makes a typed key object from a string (DataStore)
    owners: tuple[str, ...] = ()
    key: int = 0  # argument index of the key
    value: int = 1  # write: index of the value; read: index of the default, which may be absent
    default: Literal["", "false", "0", "null", "empty"] = ""  # what a read without a default argument gives


class Failure(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Functions of libraries that run code they are given only if something went wrong."""

    members: tuple[str, ...]
    argument: int | None = None  # that holds this code; None: any does


class ConsentCall(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library call that tells whether the user agreed (`canRequestAds`)."""

    owner: str
    member: str
    is_inverted: bool = False


class FreshState(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A library call whose value a fresh install decides: nobody is logged in, nothing is connected. `other` is a value
    that equals no constant it is compared with, `empty` something that holds nothing, `launched` the same for the
    intent of an activity that is started by the launcher, or by code that uses only the functions `kept_by` on the
    intent, `started` for the intent that a service gets from such code in the function `member`, `arguments` for those
    that code gives to a fragment; `unticked` false until a layout or code ticks it; `folder` a folder of the app's own
    that is empty, `file` what is not in one, by the name that is given. `parts` are getters and what they
    give all the same: `getter=constant`, or `getter=null`."""

    owner: str
    member: str
    value: Literal[
        "false", "null", "0", "-1", "other", "empty", "launched", "started", "arguments", "unticked", "folder", "file"
    ]
    kept_by: tuple[str, ...] = ()
    parts: tuple[Annotated[str, msgspec.Meta(pattern=r"^\w+=[\w.]+$")], ...] = ()


class Rows(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Functions of the app's own databases: `read` gives rows, `write` may store some, `statement` does what its text
    says. `is_text`: a query is a text, which may ask for more than rows."""

    members: tuple[str, ...]
    owners: tuple[str, ...]
    access: Literal["read", "write", "statement"]
    is_text: bool = False


class IntentPart(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Functions of an intent, or of its extras, that say or ask what is in it. An extra is known by its key, which is
    the first argument; `extras` stands for all of them. `contains` asks whether an extra is there."""

    members: tuple[str, ...]
    part: Literal["action", "data", "type", "extra", "extras"]
    access: Literal["read", "write", "contains"]


class ConsentVocabulary(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Words by which consent flags, predicates, keys and callbacks are known. All lower case; a phrase such as
    "privacy policy" matches the identifier tokens privacy, policy in a row."""

    subjects: tuple[str, ...]
    statuses: tuple[str, ...]
    inverted: tuple[str, ...]
    weak: tuple[str, ...]  # say that something was shown or asked: no consent
    unrelated: tuple[str, ...]  # contain a subject but mean something else (privacy mode)
    accept_words: tuple[str, ...]  # callbacks, labels and view ids that mean yes
    reject_words: tuple[str, ...]
    agreements: tuple[str, ...]  # texts and ids of boxes by which the user agrees to something
    session: tuple[str, ...]  # say that somebody is logged in: not so on a fresh install
    calls: tuple[ConsentCall, ...]


class Regulation(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """An item of a regulation that findings refer to."""

    id: str
    jurisdiction: Literal["cn", "eu", "play"]
    name_en: str
    name_zh: str
    is_category: bool = False  # a problem category of the notices, not an instrument
    url: str = ""  # of the official text, where it is known
