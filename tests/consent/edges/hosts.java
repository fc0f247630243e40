import java.util.List
import java.util.Arrays
import com.facebook.react.*
import com.facebook.react.bridge.*
import io.flutter.embedding.android.FlutterActivity
import io.flutter.embedding.engine.plugins.FlutterPlugin
import org.apache.cordova.*
import com.getcapacitor.*
import com.unity3d.player.UnityPlayerActivity
import io.dcloud.feature.uniapp.UniAppHookProxy
import io.dcloud.feature.uniapp.annotation.UniJSMethod
import io.dcloud.feature.uniapp.common.UniModule
import io.dcloud.weex.AppHookProxy

//// React
screen.startActivity(new Intent(screen, Rn.class));
---
static class Rn extends ReactActivity { protected String getMainComponentName() { RUNS; return "a"; } }

//// React package
new Pack();
---
static class Pack implements ReactPackage {
    public List<NativeModule> createNativeModules(ReactApplicationContext c) {
        RUNS; return Arrays.<NativeModule>asList(new Mod(c)); }
    public List createViewManagers(ReactApplicationContext c) {
        RUNS; return null; } }
static class Mod extends ReactContextBaseJavaModule { Mod(ReactApplicationContext c) {
        RUNS; }
    public String getName() { return "a"; }
    public void initialize() {
        RUNS; }
    public java.util.Map<String, Object> getConstants() {
        RUNS; return null; }
    @ReactMethod public void call() {
        WAITS; } }

//// Flutter activity
screen.startActivity(new Intent(screen, Flutter.class));
---
static class Flutter extends FlutterActivity { public void configureFlutterEngine(FlutterEngine e) {
        RUNS; e.getPlugins().add(new Plug());
        new MethodChannel(e.getDartExecutor().getBinaryMessenger(), "a").setMethodCallHandler((c, r) -> {
            WAITS; }); } }
static class Plug implements FlutterPlugin, ActivityAware, MethodChannel.MethodCallHandler {
    public void onAttachedToEngine(FlutterPluginBinding b) {
        RUNS; }
    public void onAttachedToActivity(ActivityPluginBinding b) {
        RUNS; }
    public void onMethodCall(MethodCall c, MethodChannel.Result r) {
        WAITS; } }

//// Cordova
new Plug();
---
static class Plug extends CordovaPlugin { public void initialize(CordovaInterface i, CordovaWebView w) {
        RUNS; }
    protected void pluginInitialize() {
        RUNS; }
    public boolean execute(String a, org.json.JSONArray b, CallbackContext c) {
        WAITS; return true; } }

//// Cordova activity
screen.startActivity(new Intent(screen, Cordova.class));
---
static class Cordova extends CordovaActivity { public void onCreate(Bundle b) { super.onCreate(b); RUNS; } }

//// Capacitor
screen.startActivity(new Intent(screen, Bridge.class));
---
static class Bridge extends BridgeActivity { public void onCreate(Bundle b) { registerPlugin(Plug.class);
        super.onCreate(b);
        RUNS; } }
@com.getcapacitor.annotation.CapacitorPlugin static class Plug extends Plugin { public void load() {
        RUNS; }
    @PluginMethod public void call(PluginCall c) {
        WAITS; } }

//// Unity
screen.startActivity(new Intent(screen, Game.class));
---
static class Game extends UnityPlayerActivity { protected void onCreate(Bundle b) { super.onCreate(b); RUNS; }
    public void called() { WAITS; } }

//// uni-app
new Module();
---
public static class Hook implements UniAppHookProxy {
    public void onCreate(Application application) { RUNS; }
    public void onSubProcessCreate(Application application) { RUNS; }
}
public static class OldHook implements AppHookProxy {
    public void onCreate(Application application) { RUNS; }
}
static class Module extends UniModule {
    @UniJSMethod public void call() { WAITS; }
}
