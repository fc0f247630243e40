import org.greenrobot.eventbus.*
import androidx.lifecycle.*
import androidx.activity.viewModels
import androidx.lifecycle.viewmodel.compose.viewModel
import androidx.hilt.navigation.compose.hiltViewModel
import androidx.activity.compose.setContent

//// object
Holder.touch()
---
object Holder {
    init {
        RUNS
    }
    val a = make()
    fun make() = RUNS
    fun touch() {}
}
object Idle {
    init {
        WAITS
    }
}

//// companion
Holder()
---
class Holder {
    companion object {
        init {
            RUNS
        }
    }
}

//// lazy
val x = a
---
val a by lazy { RUNS
    1 }
val b by lazy { WAITS
    1 }

//// getter
val x = a
---
val a get() = RUNS
val b get() = WAITS

//// setter
flag = true
---
var flag = false
set(v) {
    RUNS
    field = v
}
var other = false
set(v) {
    WAITS
    field = v
}

//// init
Made()
---
class Made {
    val x = make()
    init {
        RUNS
    }
    fun make() = RUNS
}

//// viewModels
val m = ViewModelProvider(screen).get(Model::class.java)
---
class Model : ViewModel() {
    init {
        RUNS
    }
}

//// by viewModels
val m by screen.viewModels<Model>()
val x = m.hashCode()
val n by screen.viewModels<Idle>()
---
class Model : ViewModel() {
    init {
        RUNS
    }
}
class Idle : ViewModel() {
    init {
        WAITS
    }
}

//// delegation
A(Impl()).start()
---
interface Starter { fun start() }
class Impl : Starter {
    override fun start() {
        RUNS
    }
}
class A(s: Starter) : Starter by s

//// extension
screen.go()
screen.prop
Inv()()
1 inf 2
---
fun AppCompatActivity.go() { RUNS }
val AppCompatActivity.prop: Int get() {
    RUNS
    return 1
}
class Inv {
    operator fun invoke() {
        RUNS
    }
}
infix fun Int.inf(o: Int) { RUNS }

//// default argument
go()
go2(1)
---
fun go(x: Int = make()) {}
fun make(): Int {
    RUNS
    return 1
}
fun go2(x: Int = make2()) {}
fun make2(): Int {
    WAITS
    return 1
}

//// lists
listOf(1).forEach { RUNS }
listOf(1).map { RUNS }
1.let { RUNS }
run { RUNS }
1.apply { RUNS }
1.also { RUNS }
with(1) { RUNS }
repeat(2) { RUNS }
synchronized(this) { RUNS }
runCatching { RUNS }
1.takeIf { RUNS
    true }
val f = java.io.StringReader("a").use { RUNS }

//// stored lambda
f()
g.invoke()
all.forEach { it() }
Keeper { RUNS }.fire()
---
val f = { RUNS }
val g: () -> Unit = { RUNS }
val h = { WAITS }
val all = listOf({ RUNS }, { RUNS })
class Keeper(val x: () -> Unit) {
    fun fire() {
        x()
    }
}

//// listeners
register { RUNS }
all.forEach { it.start() }
---
fun interface Starter { fun start() }
val all = mutableListOf<Starter>()
fun register(s: Starter) { all += s }

//// reflection
Class.forName("com.example.ROW\$Made").newInstance()
---
class Made {
    init {
        RUNS
    }
}

//// EventBus
EventBus.getDefault().register(Sub())
EventBus.getDefault().post(Event())
---
class Event
class Other
class Sub {
    @Subscribe fun on(e: Event) {
        RUNS
    }
    @Subscribe fun off(e: Other) {
        WAITS
    }
}

//// top-level val
val x = top1
---
}
val top1 = makeTop1()
fun makeTop1(): Int {
RUNS
return 1
}
class RestA {

//// viewModel
screen.setContent { Page() }
---
@Composable fun Page(m: Model = viewModel()) { m.hashCode() }
class Model : ViewModel() {
    init {
        RUNS
    }
}
class Idle : ViewModel() {
    init {
        WAITS
    }
}

//// hiltViewModel
screen.setContent { Page() }
---
@Composable fun Page(m: Model = hiltViewModel()) { m.hashCode() }
@HiltViewModel class Model @Inject constructor() : ViewModel() {
    init {
        RUNS
    }
}
