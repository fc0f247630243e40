"""Containers of Koin: definitions run when the container starts, or when somebody asks for what they make."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_KOIN = (
    "org.koin.android.ext.android.inject",
    "org.koin.android.ext.koin.androidContext",
    "org.koin.androidx.viewmodel.dsl.viewModelOf",
    "org.koin.core.annotation.*",
    "org.koin.core.component.*",
    "org.koin.core.context.startKoin",
    "org.koin.core.module.dsl.*",
    "org.koin.core.qualifier.named",
    "org.koin.dsl.*",
)


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestStart:
    """Objects that are created at start do not wait for anybody."""

    def test_definitions(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
startKoin {
    androidContext(this@App)
    modules(sdks)
}
""",
            """
private val sdks = module {
    single(createdAtStart = true) { Push(androidContext()) }
    single { Ads(androidContext()) }
    singleOf(::Crashes) { createdAtStart() }
    singleOf(::Spare)
}
class Push(context: Context) {
    init { JPushInterface.init(context) } // runs
}
class Ads(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
class Crashes(context: Context) {
    init { CrashReport.initCrashReport(context) } // runs
}
class Spare(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
""",
            *_KOIN,
        )

    def test_modules(self, app: TwinApp) -> None:
        app.start_kotlin(
            "startKoin { modules(early, late) }",
            """
private val early = module(createdAtStart = true) { single { Push(androidContext()) } }
private val late = module(createdAtStart = false) { single { Ads(androidContext()) } }
class Push(context: Context) {
    init { JPushInterface.init(context) } // runs
}
class Ads(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
""",
            *_KOIN,
        )


class TestAsking:
    """Which definition answers depends on its type, the types it is bound to, and its name."""

    def test_names_and_types(self, app: TwinApp) -> None:
        app.start_kotlin(
            "startKoin { modules(sdks) }\nclient.start()\nsecond.start()",
            """
private val sdks = module {
    single<Sdk>(named("push")) { Push(get()) }
    single<Sdk>(named("ads")) { Ads(get()) }
    single { Client(get(named("push"))) }
    singleOf(::Crashes) bind Reporter::class
    single { Quiet(get()) }
    single { Second(get()) }
}
private val client: Client by inject()
private val second by inject<Second>()
interface Sdk { fun start() }
interface Reporter { fun start() }
class Push(private val context: Context) : Sdk {
    override fun start() { JPushInterface.init(context) } // runs
}
class Ads(private val context: Context) : Sdk {
    override fun start() { MobileAds.initialize(context) } // waits
}
class Crashes(private val context: Context) : Reporter {
    override fun start() { CrashReport.initCrashReport(context) } // runs
}
class Quiet(private val context: Context) : Reporter {
    override fun start() { MobileAds.initialize(context) } // waits
}
class Client(private val sdk: Sdk) { fun start() = sdk.start() }
class Second(private val reporter: Reporter) { fun start() = reporter.start() }
""",
            *_KOIN,
        )

    def test_functions_and_annotations(self, app: TwinApp) -> None:
        app.start_kotlin(
            "startKoin { modules(sdks) }\nclient.toString()\nfound.start()",
            """
private val sdks = module {
    single { makeClient(androidContext()) }
    single { makeOffers(androidContext()) }
}
private val client: Client by inject()
private val offers: Offers by inject()
private val found: Found by inject()
private val unused by inject<Unused>()
class Client
class Offers
private fun makeClient(context: Context): Client {
    JPushInterface.init(context) // runs
    return Client()
}
private fun makeOffers(context: Context): Offers {
    MobileAds.initialize(context) // waits
    return Offers()
}
interface Sdk { fun start() }
@Single class Crashes(private val context: Context) : Sdk {
    override fun start() { CrashReport.initCrashReport(context) } // runs
}
@Factory class Found(private val sdk: Sdk) { fun start() = sdk.start() }
@Factory class Unused(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
""",
            *_KOIN,
        )
