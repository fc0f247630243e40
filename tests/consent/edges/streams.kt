import kotlin.coroutines.resume
import kotlinx.coroutines.flow.*
import io.reactivex.rxjava3.core.*
import com.jakewharton.rxbinding4.view.RxView

//// launch
screen.lifecycleScope.launch { RUNS }
screen.lifecycleScope.async { RUNS }
GlobalScope.launch { RUNS }
MainScope().launch { RUNS }
CoroutineScope(Dispatchers.IO).launch { RUNS }
runBlocking { RUNS }

//// withContext
screen.lifecycleScope.launch { withContext(Dispatchers.IO) { RUNS }
    coroutineScope { RUNS }
    supervisorScope { RUNS }
    withTimeout(10) { RUNS }
    withTimeoutOrNull(10) { RUNS } }

//// launchWhen
screen.lifecycleScope.launchWhenStarted { RUNS }
screen.lifecycleScope.launchWhenResumed { RUNS }
screen.lifecycleScope.launchWhenCreated { RUNS }
screen.lifecycleScope.launch { screen.repeatOnLifecycle(Lifecycle.State.STARTED) { RUNS } }
screen.lifecycleScope.launch { screen.lifecycle.repeatOnLifecycle(Lifecycle.State.STARTED) { RUNS } }

//// viewModelScope
Model()
---
class Model : ViewModel() { init { viewModelScope.launch { RUNS } } }

//// flow
flow { WAITS
    emit(1) }
screen.lifecycleScope.launch { flow { RUNS
        emit(1) }.collect { RUNS } }

//// collectLatest
screen.lifecycleScope.launch { flow { RUNS
        emit(1) }.collectLatest { RUNS } }

//// onEach launchIn
flowOf(1).onEach { RUNS }.launchIn(screen.lifecycleScope)
flowOf(1).onEach { WAITS }

//// flow first
screen.lifecycleScope.launch { flow { RUNS
        emit(1) }.first() }
screen.lifecycleScope.launch { flow { RUNS
        emit(1) }.toList() }

//// stateIn
flow { RUNS
    emit(1) }.stateIn(screen.lifecycleScope, SharingStarted.Eagerly, 0)
flow { RUNS
    emit(1) }.shareIn(screen.lifecycleScope, SharingStarted.Eagerly)
flow { WAITS
    emit(1) }.shareIn(screen.lifecycleScope, SharingStarted.Lazily)
flow { WAITS
    emit(1) }.stateIn(screen.lifecycleScope, SharingStarted.WhileSubscribed(), 0)

//// callbackFlow
screen.lifecycleScope.launch { callbackFlow { RUNS
        trySend(1)
        awaitClose {} }.collect { RUNS } }
callbackFlow { WAITS
    trySend(1) }

//// channelFlow
screen.lifecycleScope.launch { channelFlow { RUNS
        send(1) }.collect { RUNS } }
channelFlow { WAITS
    send(1) }

//// produce
screen.lifecycleScope.launch { val c = produce { RUNS
        send(1) }
    for (x in c) { RUNS } }
screen.lifecycleScope.produce { RUNS
    send(1) }

//// suspendCancellableCoroutine
screen.lifecycleScope.launch { suspendCancellableCoroutine<Int> { c -> RUNS
        c.resume(1) }
    RUNS }
screen.lifecycleScope.launch { suspendCancellableCoroutine<Int> { c -> screen.findViewById<View>(1)
            .setOnClickListener { c.resume(1) } }
    WAITS }

//// sequence
sequence { WAITS
    yield(1) }
sequence { RUNS
    yield(1) }.toList()
listOf(1).asSequence().map { WAITS
    it }.filter { true }
listOf(1).asSequence().map { RUNS
    it }.filter { true }.forEach { RUNS }

//// sequence generate
generateSequence { WAITS
    1 }.take(3)
generateSequence { RUNS
    1 }.take(3).count()
for (x in generateSequence(1) { RUNS
    2 }) { RUNS }
sequenceOf(1).onEach { WAITS }
sequenceOf(1).onEach { RUNS }.first()

//// Rx
Observable.just(1).map { RUNS
    it }.subscribe { RUNS }
Observable.just(1).map { WAITS
    it }
Completable.fromAction { RUNS }.subscribe()
Completable.fromAction { WAITS }
Single.fromCallable { RUNS }.blockingGet()
Observable.defer { RUNS
    Observable.just(1) }.subscribe({ RUNS }, { })
Flowable.create<Int>({ e -> RUNS
    e.onNext(1) }, BackpressureStrategy.BUFFER).subscribe { RUNS }

//// RxView
RxView.clicks(screen.findViewById(1)).subscribe { WAITS }
screen.findViewById<View>(1).clicks().subscribe { WAITS }

//// suspendCoroutine
screen.lifecycleScope.launch { suspendCoroutine<Int> { c -> RUNS
        c.resume(1) }
    RUNS }

//// lazy shareIn
val f = flow { RUNS
    emit(1) }.shareIn(screen.lifecycleScope, SharingStarted.Lazily)
screen.lifecycleScope.launch { f.collect { RUNS } }

//// flow single
screen.lifecycleScope.launch { flow { RUNS
        emit(1) }.single()
    flow { RUNS
        emit(1) }.firstOrNull()
    flow { RUNS
        emit(1) }.count()
    flow { RUNS
        emit(1) }.onEach { RUNS }.map { RUNS }.collect() }

//// indirect
screen.launcher { RUNS }
---
fun AppCompatActivity.launcher(block: suspend CoroutineScope.() -> Unit) = lifecycleScope.launch(Dispatchers.IO, block = block)
