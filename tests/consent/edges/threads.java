import java.util.Arrays
import java.util.Timer
import java.util.TimerTask
import java.util.concurrent.*
import androidx.core.os.postDelayed

//// thread
new Thread(() -> RUNS).start();

//// thread runnable class
new Thread(new Job()).start();
new Thread(new Idle());
---
class Job implements Runnable { public void run() { RUNS; } }
class Idle implements Runnable { public void run() { WAITS; } }

//// thread not started
Thread t = new Thread(() -> WAITS);
t.setName("a");

//// thread named
new Thread(null, () -> RUNS, "x").start();

//// thread field
worker.start();
---
Thread worker = new Thread(() -> RUNS);

//// thread anonymous
new Thread() { @Override public void run() {
        RUNS; } }.start();
new Thread() { @Override public void run() {
        WAITS; } };

//// thread subclass
new Worker().start();
new Other();
---
class Worker extends Thread { public void run() { RUNS; } }
class Other extends Thread { public void run() { WAITS; } }

//// executors execute
Executors.newSingleThreadExecutor().execute(() -> RUNS);

//// executors submit
Executors.newFixedThreadPool(2).submit(() -> { RUNS; return 1; });

//// executors schedule
Executors.newScheduledThreadPool(1).schedule(() -> RUNS, 1, TimeUnit.SECONDS);

//// executors scheduleAtFixedRate
Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(() -> RUNS, 0, 1, TimeUnit.SECONDS);

//// executors scheduleWithFixedDelay
Executors.newSingleThreadScheduledExecutor().scheduleWithFixedDelay(() -> RUNS, 0, 1, TimeUnit.SECONDS);

//// executors cached
ExecutorService pool = Executors.newCachedThreadPool();
pool.execute(() -> RUNS);
pool.shutdown();

//// executors workStealing
Executors.newWorkStealingPool().submit(() -> RUNS);

//// executors invokeAll
try { Executors.newCachedThreadPool().invokeAll(Arrays.asList(() -> { RUNS; return 1; })); }
catch (InterruptedException e) { }

//// ThreadPoolExecutor
ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1L, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
pool.execute(() -> RUNS);

//// ThreadPoolExecutor factory
new ThreadPoolExecutor(1, 1, 1L, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> new Thread(r)).submit(() -> RUNS);

//// ForkJoinPool
ForkJoinPool.commonPool().submit(() -> RUNS);
new ForkJoinPool().execute(() -> RUNS);

//// ForkJoinPool task
new ForkJoinPool().invoke(new Task());
---
class Task extends RecursiveAction { protected void compute() { RUNS; } }

//// CompletableFuture supplyAsync
CompletableFuture.supplyAsync(() -> { RUNS; return 1; });

//// CompletableFuture runAsync
CompletableFuture.runAsync(() -> RUNS);

//// CompletableFuture thenApply
CompletableFuture.supplyAsync(() -> 1).thenApply(x -> { RUNS; return x; });

//// CompletableFuture thenAccept
CompletableFuture.supplyAsync(() -> 1).thenAccept(x -> RUNS);

//// CompletableFuture thenRun
CompletableFuture.runAsync(() -> {}).thenRun(() -> RUNS);

//// CompletableFuture thenCompose
CompletableFuture.supplyAsync(() -> 1).thenCompose(x -> CompletableFuture.runAsync(() -> RUNS));

//// CompletableFuture whenComplete
CompletableFuture.supplyAsync(() -> 1).whenComplete((x, e) -> RUNS);

//// CompletableFuture handle
CompletableFuture.supplyAsync(() -> 1).handle((x, e) -> { RUNS; return 1; });

//// HandlerThread
new Looping().start();
---
class Looping extends HandlerThread { Looping() { super("a"); }
    @Override protected void onLooperPrepared() { RUNS; } }

//// HandlerThread handler
HandlerThread t = new HandlerThread("a");
t.start();
new Handler(t.getLooper()).post(() -> RUNS);

//// Timer
new Timer().schedule(new TimerTask() { @Override public void run() {
        RUNS; } }, 100);

//// Timer rate
new Timer(true).scheduleAtFixedRate(new Task(), 0, 100);
---
class Task extends TimerTask { @Override public void run() { RUNS; } }

//// Timer not scheduled
new TimerTask() { @Override public void run() {
        WAITS; } };

//// CountDownTimer
new CountDownTimer(3000, 1000) { public void onTick(long l) {
        RUNS; }
    public void onFinish() {
        RUNS; } }.start();
new CountDownTimer(3000, 1000) { public void onTick(long l) {
        WAITS; }
    public void onFinish() {
        WAITS; } };

//// AsyncTask
new Load().execute();
new Other();
---
class Load extends AsyncTask<Void, Void, Void> {
    protected void onPreExecute() { RUNS; }
    protected Void doInBackground(Void... v) {
        RUNS; return null; }
    protected void onPostExecute(Void v) {
        RUNS; }
    protected void onProgressUpdate(Void... v) {
        RUNS; } }
class Other extends AsyncTask<Void, Void, Void> { protected Void doInBackground(Void... v) { WAITS; return null; } }

//// AsyncTask executor
new AsyncTask<Void, Void, Void>() { protected Void doInBackground(Void... v) {
        RUNS; return null; } }.executeOnExecutor(AsyncTask.THREAD_POOL_EXECUTOR);

//// AsyncTask static
AsyncTask.execute(() -> RUNS);
AsyncTask.SERIAL_EXECUTOR.execute(() -> RUNS);

//// FutureTask
FutureTask<Integer> task = new FutureTask<>(() -> { RUNS; return 1; });
new Thread(task).start();
new FutureTask<>(() -> { WAITS; return 1; });

//// FutureTask run
new FutureTask<>(() -> { RUNS; return 1; }).run();

//// Callable
Callable<Integer> job = () -> { RUNS; return 1; };
try { job.call(); } catch (Exception e) { }
Callable<Integer> idle = () -> { WAITS; return 1; };

//// Callable class
Executors.newCachedThreadPool().submit(new Job());
---
class Job implements Callable<Integer> { public Integer call() { RUNS; return 1; } }

//// Handler post
new Handler().post(() -> RUNS);
new Handler(Looper.getMainLooper()).postDelayed(() -> RUNS, 100);
new Handler().postAtTime(() -> RUNS, 100);
new Handler().postAtFrontOfQueue(() -> RUNS);

//// Handler message
new Main().sendEmptyMessage(1);
---
class Main extends Handler { @Override public void handleMessage(Message m) { RUNS; } }
class Idle extends Handler { @Override public void handleMessage(Message m) { WAITS; } }

//// Handler sendMessage
Main h = new Main();
Message m = h.obtainMessage();
m.what = 2;
h.sendMessageDelayed(m, 10);
---
class Main extends Handler { @Override public void handleMessage(Message m) { switch (m.what) {
            case 2:
            RUNS; break;
            case 3:
            WAITS; } } }

//// Handler.Callback
new Handler(Looper.getMainLooper(), m -> { RUNS; return true; }).sendEmptyMessage(0);
new Handler(m -> { WAITS; return true; });

//// Handler callback class
Handler h = new Handler(new Back());
h.sendMessage(Message.obtain(h, 1));
---
class Back implements Handler.Callback { public boolean handleMessage(Message m) { RUNS; return true; } }

//// Message callback
Message.obtain(new Handler(), () -> RUNS).sendToTarget();

//// view post
View view = screen.findViewById(1);
view.post(() -> RUNS);
view.postDelayed(() -> RUNS, 10);
view.postOnAnimation(() -> RUNS);

//// runOnUiThread
screen.runOnUiThread(() -> RUNS);

//// Runnable not posted
Runnable r = () -> WAITS;
new Handler().removeCallbacks(r);

//// Looper idle
Looper.myQueue().addIdleHandler(() -> { RUNS; return false; });

//// main executor
screen.getMainExecutor().execute(() -> RUNS);

//// context compat executor
androidx.core.content.ContextCompat.getMainExecutor(screen).execute(() -> RUNS);

//// thread pool field
POOL.execute(() -> RUNS);
---
static final ExecutorService POOL = Executors.newFixedThreadPool(2);
