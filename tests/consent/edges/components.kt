import java.util.concurrent.TimeUnit
import androidx.work.*
import androidx.localbroadcastmanager.content.LocalBroadcastManager
import com.alibaba.android.arouter.launcher.ARouter
import com.alibaba.android.arouter.facade.annotation.Route

//// startActivity
screen.startActivity(Intent(screen, Home::class.java))
---
SCREENS

//// reified
screen.startActivity<Home>()
---
SCREENS

//// setClass
screen.startActivity(Intent().setClass(screen, Home::class.java))
---
SCREENS

//// apply
screen.startActivity(Intent().apply {
    setClass(screen, Home::class.java)
})
---
SCREENS

//// apply component
screen.startActivity(Intent().apply {
    component = ComponentName(screen, Home::class.java)
})
---
SCREENS

//// apply className
screen.startActivity(Intent().apply {
    setClassName(screen, "com.example.ROW\$Home")
})
---
SCREENS

//// startActivities
screen.startActivities(arrayOf(Intent(screen, Home::class.java)))
---
SCREENS

//// ARouter
ARouter.getInstance().build("/k/home").navigation()
---
@Route(path = "/k/home") class Home : AppCompatActivity() {
    override fun onCreate(b: Bundle?) {
        super.onCreate(b)
        RUNS
    }
}

//// startService
screen.startService(Intent(screen, Sync::class.java))
---
class Sync : Service() {
    override fun onCreate() {
        RUNS
    }
    override fun onBind(i: Intent) = null
}

//// service apply
screen.startService(Intent(screen, Sync::class.java).apply { action = "x" })
---
class Sync : Service() {
    override fun onCreate() {
        RUNS
    }
    override fun onBind(i: Intent) = null
}

//// bindService
screen.bindService(Intent(screen, Sync::class.java), object : ServiceConnection {
    override fun onServiceConnected(n: ComponentName, b: IBinder) {
        RUNS
    }
    override fun onServiceDisconnected(n: ComponentName) {}
}, 1)
---
class Sync : Service() {
    override fun onBind(i: Intent): IBinder? {
        RUNS
        return null
    }
}

//// sendBroadcast
screen.sendBroadcast(Intent(screen, Got::class.java))
---
class Got : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        RUNS
    }
}
class Idle : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        WAITS
    }
}

//// local broadcast apply
val m = LocalBroadcastManager.getInstance(screen)
m.registerReceiver(Got(), IntentFilter("k.a"))
m.registerReceiver(Idle(), IntentFilter("k.b"))
m.sendBroadcast(Intent().apply { action = "k.a" })
---
class Got : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        RUNS
    }
}
class Idle : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        WAITS
    }
}

//// local broadcast setAction
val m = LocalBroadcastManager.getInstance(screen)
m.registerReceiver(Got(), IntentFilter().apply { addAction("k.c") })
m.registerReceiver(Idle(), IntentFilter("k.d"))
val i = Intent()
i.action = "k.c"
m.sendBroadcast(i)
---
class Got : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        RUNS
    }
}
class Idle : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        WAITS
    }
}

//// local broadcast also
val m = LocalBroadcastManager.getInstance(screen)
m.registerReceiver(Got(), IntentFilter("k.e"))
m.registerReceiver(Idle(), IntentFilter("k.f"))
m.sendBroadcast(Intent().also { it.action = "k.e" })
---
class Got : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        RUNS
    }
}
class Idle : BroadcastReceiver() {
    override fun onReceive(c: Context, i: Intent) {
        WAITS
    }
}

//// WorkManager
WorkManager.getInstance(screen).enqueue(OneTimeWorkRequestBuilder<Job>().build())
WorkManager.getInstance(screen).enqueue(PeriodicWorkRequestBuilder<Again>(1, TimeUnit.DAYS).build())
---
class Job(c: Context, p: WorkerParameters) : CoroutineWorker(c, p) {
    override suspend fun doWork(): Result {
        RUNS
        return Result.success()
    }
}
class Again(c: Context, p: WorkerParameters) : Worker(c, p) {
    override fun doWork(): Result {
        RUNS
        return Result.success()
    }
}
class Idle(c: Context, p: WorkerParameters) : Worker(c, p) {
    override fun doWork(): Result {
        WAITS
        return Result.success()
    }
}
