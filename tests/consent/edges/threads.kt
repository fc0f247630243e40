import java.util.Timer
import java.util.TimerTask
import java.util.concurrent.*
import androidx.core.os.postDelayed

//// thread{}
thread { RUNS }
thread(start = false) { WAITS }
thread(name = "x", isDaemon = true) { RUNS }

//// Thread
Thread { RUNS }.start()
Thread { WAITS }

//// Thread run
Thread(Runnable { RUNS }).start()
val t = object : Thread() { override fun run() {
        RUNS } }
t.start()

//// Executors
Executors.newSingleThreadExecutor().execute { RUNS }
Executors.newFixedThreadPool(1).submit { RUNS }
Executors.newScheduledThreadPool(1).schedule({ RUNS }, 1, TimeUnit.SECONDS)
Executors.newScheduledThreadPool(1).scheduleAtFixedRate({ RUNS }, 0, 1, TimeUnit.SECONDS)
Executors.newCachedThreadPool().submit(Callable { RUNS })
ThreadPoolExecutor(1, 1, 1L, TimeUnit.SECONDS, LinkedBlockingQueue()).execute { RUNS }
ForkJoinPool.commonPool().execute { RUNS }

//// CompletableFuture
CompletableFuture.supplyAsync { RUNS }.thenApply { RUNS }
    .whenComplete { _, _ -> RUNS }

//// HandlerThread
object : HandlerThread("a") { override fun onLooperPrepared() {
        RUNS } }.start()

//// Timer
Timer().schedule(object : TimerTask() { override fun run() {
        RUNS
    }
}, 10)
Timer().schedule(100) { RUNS }
timer(period = 10) { RUNS }
fixedRateTimer(period = 10L) { RUNS }
timerTask { WAITS }
Timer().schedule(timerTask { RUNS }, 10)

//// CountDownTimer
object : CountDownTimer(10, 10) { override fun onTick(l: Long) {
        RUNS }
    override fun onFinish() {
        RUNS } }.start()
object : CountDownTimer(10, 10) { override fun onTick(l: Long) {
        WAITS }
    override fun onFinish() {
        WAITS } }

//// AsyncTask
object : AsyncTask<Void, Void, Void>() { override fun doInBackground(vararg v: Void): Void? {
        RUNS
        return null
    }
    override fun onPreExecute() {
        RUNS
    }
}.execute()
AsyncTask.execute { RUNS }
AsyncTask.THREAD_POOL_EXECUTOR.execute { RUNS }

//// FutureTask
FutureTask { RUNS }.run()
FutureTask { WAITS }
Thread(FutureTask(Callable { RUNS })).start()

//// Callable
val c = Callable { RUNS }
c.call()
val d = Callable { WAITS }

//// Handler
Handler().post { RUNS }
Handler(Looper.getMainLooper()).postDelayed({ RUNS }, 10)
Handler().postDelayed(10) { RUNS }
Handler().postAtTime({ RUNS }, 10)
screen.runOnUiThread { RUNS }
screen.findViewById<View>(1).post { RUNS }
screen.findViewById<View>(1).postDelayed({ RUNS }, 10)
screen.findViewById<View>(1).postDelayed(10) { RUNS }

//// Handler message
object : Handler(Looper.getMainLooper()) { override fun handleMessage(m: Message) {
        RUNS
    }
}.sendEmptyMessage(1)
Handler(Looper.getMainLooper()) { WAITS
    true }
Handler(Looper.getMainLooper()) { RUNS
    true }.sendMessage(Message())

//// Looper
Looper.myQueue().addIdleHandler { RUNS
    false }
Looper.getMainLooper().queue.addIdleHandler { RUNS
    false }
