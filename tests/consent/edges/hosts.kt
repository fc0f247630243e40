import java.util.List
import com.facebook.react.*
import com.facebook.react.bridge.*
import io.flutter.embedding.android.FlutterActivity
import com.getcapacitor.*
import io.dcloud.feature.uniapp.UniAppHookProxy

//// Flutter
screen.startActivity(Intent(screen, Flutter::class.java))
---
class Flutter : FlutterActivity() {
    override fun configureFlutterEngine(e: FlutterEngine) {
        RUNS
        MethodChannel(e.dartExecutor.binaryMessenger, "a").setMethodCallHandler { c, r ->
            WAITS
        }
    }
}

//// React
Pack()
---
class Pack : ReactPackage {
    override fun createNativeModules(c: ReactApplicationContext): List<NativeModule> {
        RUNS
        return listOf(Mod(c))
    }
}
class Mod(c: ReactApplicationContext) : ReactContextBaseJavaModule(c) {
    override fun getName() = "a"
    override fun initialize() {
        RUNS
    }
    @ReactMethod fun call() {
        WAITS
    }
}

//// Capacitor
screen.startActivity(Intent(screen, Bridge::class.java))
---
class Bridge : BridgeActivity() {
    override fun onCreate(b: Bundle?) {
        registerPlugin(Plug::class.java)
        super.onCreate(b)
    }
}
class Plug : Plugin() {
    override fun load() {
        RUNS
    }
    @PluginMethod fun call(c: PluginCall) {
        WAITS
    }
}

//// uni-app
RUNS
---
class Hook : UniAppHookProxy {
    override fun onCreate(application: Application) {
        RUNS
    }
}
class Other {
    fun onCreate(application: Application) {
        WAITS
    }
}
