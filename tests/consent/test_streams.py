"""Code that waits until something asks for it: streams, lazy coroutines, threads that are made and not started."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_FLOWS = ("androidx.lifecycle.*", "kotlinx.coroutines.*", "kotlinx.coroutines.channels.*", "kotlinx.coroutines.flow.*")
_RX = ("io.reactivex.rxjava3.core.*", "io.reactivex.rxjava3.subjects.*", "com.jakewharton.rxbinding4.view.RxView")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestStarting:
    """What is made to wait runs when it is started or waited for."""

    def test_coroutines(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
lifecycleScope.launch(start = CoroutineStart.LAZY) {
    MobileAds.initialize(applicationContext) // waits
}
lifecycleScope.async(Dispatchers.IO, CoroutineStart.LAZY) {
    MobileAds.initialize(applicationContext) // waits
}
val started = lifecycleScope.launch(start = CoroutineStart.LAZY) {
    JPushInterface.init(applicationContext) // runs
}
started.start()
val asked = lifecycleScope.async(start = CoroutineStart.LAZY) {
    JPushInterface.init(applicationContext) // runs
    "token"
}
lifecycleScope.launch {
    asked.await()
    JPushInterface.init(applicationContext) // runs
}
"""),
            *_FLOWS,
        )

    def test_threads_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Thread(() -> MobileAds.initialize(this)); // waits
new Thread(() -> JPushInterface.init(this)).start(); // runs
new FutureTask<>(() -> {
    MobileAds.initialize(this); // waits
    return 1;
});
FutureTask<Integer> task = new FutureTask<>(() -> {
    JPushInterface.init(this); // runs
    return 1;
});
new Thread(task).start();
new ForkJoinPool().invoke(new Walk(this));
CompletableFuture<String> answer = new CompletableFuture<>();
answer.thenAccept(it -> MobileAds.initialize(this)); // waits
CompletableFuture<String> done = new CompletableFuture<>();
done.thenAccept(it -> JPushInterface.init(this)); // runs
done.complete("");
""",
            """
static class Walk extends RecursiveAction {
    private final Context context;
    Walk(Context context) { this.context = context; }
    @Override protected void compute() {
        JPushInterface.init(context); // runs
    }
}
""",
            "java.util.concurrent.*",
        )

    def test_threads_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
thread(start = false) {
    MobileAds.initialize(this) // waits
}
thread(isDaemon = true) {
    JPushInterface.init(this) // runs
}
val worker = thread(start = false, name = "worker") {
    JPushInterface.init(this) // runs
}
worker.start()
Thread({
    JPushInterface.init(this) // runs
}, "named").apply { isDaemon = true; start() }
CompletableFuture.supplyAsync { 1 }.handle { _, _ ->
    JPushInterface.init(this) // runs
}
""",
            "",
            "java.util.concurrent.CompletableFuture",
            "kotlin.concurrent.thread",
        )


class TestFlows:
    """A flow is cold: its code and that of its operators run for each collector."""

    def test_collectors(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Feed(private val context: Context) {
    fun items() = flow {
        JPushInterface.init(context) // runs
        emit(1)
    }
    fun spare() = flow {
        MobileAds.initialize(context) // waits
        emit(1)
    }
}
"""
            + kotlin_screen("""
val feed = Feed(this)
feed.spare().onEach { MobileAds.initialize(this) } // waits
val mapped = feed.spare().map { MobileAds.initialize(this) } // waits
feed.items().onEach { JPushInterface.init(this) }.launchIn(lifecycleScope) // runs
lifecycleScope.launch {
    feed.items().transform { emit(it) }.onStart { JPushInterface.init(applicationContext) }.toList() // runs
    combine(feed.items(), feed.items()) { a, b -> JPushInterface.init(applicationContext) }.collect() // runs
    feed.items().flatMapLatest { feed.items() }.collect {
        JPushInterface.init(applicationContext) // runs
    }
    listOf(1).asFlow().onStart { JPushInterface.init(applicationContext) }.launchIn(this) // runs
    feed.items().fold(0) { sum, item -> sum.also { JPushInterface.init(applicationContext) } } // runs
}
"""),
            *_FLOWS,
        )

    def test_events_of_the_user(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
lifecycleScope.launch { clicks().collect { MobileAds.initialize(applicationContext) } } // waits
lifecycleScope.launch { networks().collect { JPushInterface.init(applicationContext) } } // runs
lifecycleScope.launch { names.filterNotNull().collect { MobileAds.initialize(applicationContext) } } // waits
findViewById<View>(R.id.save).setOnClickListener { names.value = "" }
""",
                """
private val names = MutableStateFlow<String?>(null)
private fun clicks() = callbackFlow {
    findViewById<View>(R.id.more).setOnClickListener { trySend(Unit) }
    awaitClose { }
}
private fun networks() = callbackFlow {
    val callback = object : ConnectivityManager.NetworkCallback() {
        override fun onAvailable(network: Network) { trySend(true) }
    }
    getSystemService(ConnectivityManager::class.java).registerDefaultNetworkCallback(callback)
    awaitClose { }
}
""",
            ),
            *_FLOWS,
            "android.net.*",
        )

    def test_shared_flows(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Model(private val context: Context) : ViewModel() {
    val early = source(1) {
        JPushInterface.init(context) // runs
    }.stateIn(viewModelScope, SharingStarted.Eagerly, 0)
    val late = flow {
        MobileAds.initialize(context) // waits
        emit(1)
    }.stateIn(viewModelScope, SharingStarted.WhileSubscribed(5000), 0)
    val shown = flow {
        JPushInterface.init(context) // runs
        emit(1)
    }.shareIn(viewModelScope, SharingStarted.Lazily)
    private fun source(number: Int, block: () -> Unit) = flow { block(); emit(number) }
}
"""
            + kotlin_screen("""
val model = Model(this)
lifecycleScope.launch { model.shown.collect { } }
"""),
            *_FLOWS,
        )


class TestReactiveStreams:
    """A chain of Rx runs when something subscribes to it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
Observable.create(emitter -> {
    JPushInterface.init(this); // runs
    emitter.onNext("");
}).map(it -> load()).compose(watched()).subscribe(it -> JPushInterface.init(this)); // runs
Observable.fromCallable(() -> idle());
Completable.fromAction(() -> MobileAds.initialize(this)); // waits
Completable.fromAction(() -> CrashReport.initCrashReport(this)).subscribe(() -> JPushInterface.init(this)); // runs
Single.fromCallable(() -> load()).blockingGet();
Observable.just(load());
RxView.clicks(findViewById(R.id.more)).throttleFirst(1, TimeUnit.SECONDS)
    .subscribe(it -> MobileAds.initialize(this)); // waits
PublishSubject<String> quiet = PublishSubject.create();
quiet.subscribe(it -> MobileAds.initialize(this)); // waits
PublishSubject<String> loud = PublishSubject.create();
loud.subscribe(it -> JPushInterface.init(this)); // runs
loud.onNext("");
""",
                """
private String load() {
    JPushInterface.init(this); // runs
    return "";
}
private String idle() {
    MobileAds.initialize(this); // waits
    return "";
}
private <T> ObservableTransformer<T, T> watched() {
    return source -> source.doOnNext(it -> JPushInterface.init(this)); // runs
}
""",
            ),
            *_RX,
            "java.util.concurrent.TimeUnit",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
load().flatMap { load() }.doOnSuccess { JPushInterface.init(this) }.subscribe() // runs
load().map { MobileAds.initialize(this) } // waits
Observable.defer { Observable.just(MobileAds.initialize(this)) } // waits
findViewById<View>(R.id.more).clicks().subscribe { MobileAds.initialize(this) } // waits
loud.filter { it }.subscribe { JPushInterface.init(this) } // runs
loud.onNext(true)
""",
                """
private val loud = PublishSubject.create<Boolean>()
private fun load() = Single.fromCallable {
    JPushInterface.init(this) // runs
}
""",
            ),
            *_RX,
            "com.jakewharton.rxbinding4.view.clicks",
        )


class TestSeveralStreams:
    """What comes out of one of several streams, or before a stream, comes without waiting for the others."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
PublishSubject<String> events = PublishSubject.create();
ReplaySubject<String> replayed = ReplaySubject.create();
events.startWithItem("start").subscribe(x -> JPushInterface.init(this)); // runs
Observable.merge(events, Observable.just("x")).subscribe(x -> JPushInterface.init(this)); // runs
Observable.merge(events, replayed).subscribe(x -> MobileAds.initialize(this)); // waits
events.mergeWith(replayed).subscribe(x -> MobileAds.initialize(this)); // waits
new View(this).setOnClickListener(v -> { events.onNext("a"); replayed.onNext("b"); });
Observable<String> unused = Observable.fromCallable(() -> { MobileAds.initialize(this); return ""; }); // waits
Log.d("app", unused.toString());
Arrays.asList(1, 2).stream().peek(x -> CrashReport.initCrashReport(this)).count(); // runs
""",
            "",
            *_RX[:1],
            "io.reactivex.rxjava3.subjects.*",
            "java.util.Arrays",
            "android.util.Log",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val events = PublishSubject.create<String>()
events.startWithItem("start").subscribe { JPushInterface.init(this) } // runs
Observable.merge(events, Observable.just("x")).subscribe { JPushInterface.init(this) } // runs
events.mergeWith(ReplaySubject.create<String>()).subscribe { MobileAds.initialize(this) } // waits
View(this).setOnClickListener { events.onNext("a") }
""",
            "",
            *_RX[:1],
            "io.reactivex.rxjava3.subjects.*",
        )


class TestLiveData:
    """Data made from other data comes when that has come, and somebody observes it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Model extends ViewModel {
    final MutableLiveData<String> loaded = new MutableLiveData<>();
    final MutableLiveData<String> typed = new MutableLiveData<>();
    final LiveData<String> title = Transformations.map(loaded, it -> it);
    final LiveData<String> hint = Transformations.map(typed, it -> it);
    final MediatorLiveData<String> both = new MediatorLiveData<>();
    final MediatorLiveData<String> neither = new MediatorLiveData<>();
    Model() {
        both.addSource(loaded, both::setValue);
        neither.addSource(typed, it -> neither.setValue(it));
        loaded.postValue("");
    }
}
"""
            + java_screen(
                """
model.title.observe(this, it -> JPushInterface.init(this)); // runs
model.hint.observe(this, it -> MobileAds.initialize(this)); // waits
model.both.observe(this, it -> JPushInterface.init(this)); // runs
model.neither.observe(this, it -> MobileAds.initialize(this)); // waits
findViewById(R.id.name).setOnClickListener(view -> model.typed.setValue(""));
""",
                "private final Model model = new Model();",
            ),
            "androidx.lifecycle.*",
        )


class TestOnTheWay:
    """What is known of a stream stays known in helpers, subclasses and operators nobody describes."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
RxView.clicks(findViewById(R.id.more)).throttleFirst(1, TimeUnit.SECONDS).subscribe(it -> {
    MobileAds.initialize(this); // waits
});
CountDownLatch ready = new CountDownLatch(1);
CountDownLatch never = new CountDownLatch(1);
new Thread(() -> {
    ready.await();
    JPushInterface.init(this); // runs
    never.await();
    MobileAds.initialize(this); // waits
}).start();
new Thread(ready::countDown).start();
started.observe(this, it -> JPushInterface.init(this)); // runs
pressed.observe(this, it -> MobileAds.initialize(this)); // waits
started.fire();
findViewById(R.id.more).setOnClickListener(v -> pressed.fire());
""",
                """
static class Event extends MutableLiveData<Integer> { void fire() { setValue(1); } }
private final Event started = new Event();
private final Event pressed = new Event();
""",
            ),
            "androidx.lifecycle.MutableLiveData",
            "com.jakewharton.rxbinding2.view.RxView",
            "java.util.concurrent.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
fun <T> Flow<T>.observe(owner: LifecycleOwner, block: (T) -> Unit) {
    owner.lifecycleScope.launch { owner.repeatOnLifecycle(Lifecycle.State.STARTED) { collect { block(it) } } }
}
class Event<T> : MutableLiveData<T>() {
    fun fire(value: T) { this.value = value }
    fun again(content: T) { value = content }
}
"""
            + kotlin_screen(
                """
state.asStateFlow().observe(this) { JPushInterface.init(this) } // runs
events.asSharedFlow().observe(this) { MobileAds.initialize(this) } // waits
started.observe(this) { JPushInterface.init(this) } // runs
pressed.observe(this) { MobileAds.initialize(this) } // waits
started.again(1)
findViewById<View>(R.id.more).setOnClickListener { pressed.fire(1); events.tryEmit(1) }
""",
                """
private val state = MutableStateFlow(0)
private val events = MutableSharedFlow<Int>()
private val started = Event<Int>()
private val pressed = Event<Int>()
""",
            ),
            *_FLOWS,
        )


class TestSharedOperators:
    """An operator of the program that all streams go through tells one stream from another."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
PublishSubject<String> never = PublishSubject.create();
Observable<String> full = Observable.just("a");
full.compose(new Both<String>(full)).subscribe(it -> JPushInterface.init(this)); // runs
never.compose(new Both<String>(full)).subscribe(it -> MobileAds.initialize(this)); // waits
Operators.same(full.map(it -> it)).subscribe(it -> JPushInterface.init(this)); // runs
Operators.same(never.map(it -> it)).subscribe(it -> MobileAds.initialize(this)); // waits
""",
            """
static class Both<T> implements ObservableTransformer<T, T> {
    private final Observable<T> second;
    Both(Observable<T> second) { this.second = second; }
    @Override public ObservableSource<T> apply(Observable<T> first) {
        return Observable.combineLatest(first, second, (a, b) -> a);
    }
}
static class Operators {
    static <T> Observable<T> same(Observable<T> source) { return source.distinctUntilChanged(); }
}
""",
            *_RX,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val never = PublishSubject.create<String>()
val full = Observable.just("a")
full.compose(Both(full)).subscribe { JPushInterface.init(this) } // runs
never.compose(Both(full)).subscribe { MobileAds.initialize(this) } // waits
full.map { it }.same().subscribe { JPushInterface.init(this) } // runs
never.map { it }.same().subscribe { MobileAds.initialize(this) } // waits
""",
            """
class Both<T : Any>(private val second: Observable<T>) : ObservableTransformer<T, T> {
    override fun apply(first: Observable<T>) = Observable.combineLatest(first, second) { a, _ -> a }
}
private fun <T : Any> Observable<T>.same() = distinctUntilChanged()
""",
            *_RX,
        )
