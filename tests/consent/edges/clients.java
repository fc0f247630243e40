import com.android.volley.toolbox.*
import androidx.core.app.TaskStackBuilder
import com.bun.miitmdid.core.*

//// TaskStackBuilder
TaskStackBuilder.create(screen).addNextIntent(new Intent(screen, Home.class)).startActivities();
---
static class Home extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b); RUNS; } }
static class More extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b); WAITS; } }

//// Retrofit
Call<String> call = new Retrofit.Builder().build().create(Api.class).load();
call.enqueue(new Callback<String>() { public void onResponse(Call<String> c, retrofit2.Response<String> r) {
        RUNS; }
    public void onFailure(Call<String> c, Throwable t) {
        RUNS; } });
---
interface Api { @retrofit2.http.GET("a") Call<String> load(); }

//// Interceptor
new OkHttpClient.Builder().addInterceptor(new Ids()).eventListener(new EventListener() {
    public void callStart(okhttp3.Call c) {
        RUNS; } }).build();
---
static class Ids implements Interceptor { public okhttp3.Response intercept(Chain c) { RUNS; return null; } }
static class Idle implements Interceptor { public okhttp3.Response intercept(Chain c) { WAITS; return null; } }

//// WebSocket
new OkHttpClient().newWebSocket(null, new WebSocketListener() {
    public void onOpen(WebSocket w, okhttp3.Response r) {
        RUNS; }
    public void onMessage(WebSocket w, String t) {
        RUNS; } });

//// okhttp enqueue
new OkHttpClient().newCall(null).enqueue(new okhttp3.Callback() {
    public void onResponse(okhttp3.Call c, okhttp3.Response r) {
        RUNS; }
    public void onFailure(okhttp3.Call c, java.io.IOException e) {
        RUNS; } });

//// Volley
RequestQueue q = Volley.newRequestQueue(screen);
q.add(new StringRequest("a", r -> RUNS, e -> RUNS));
new StringRequest("a", r -> WAITS, e -> WAITS);

//// Volley listener
RequestQueue q = Volley.newRequestQueue(screen);
JsonObjectRequest x = new JsonObjectRequest(0, "a", null, new com.android.volley.Response.Listener<org.json.JSONObject>() { public void onResponse(org.json.JSONObject o) {
        RUNS; } }, new com.android.volley.Response.ErrorListener() { public void onErrorResponse(VolleyError e) {
        RUNS; } });
q.add(x);

//// Volley headers
Volley.newRequestQueue(screen).add(new StringRequest(0, "a", null, null) {
    public java.util.Map<String, String> getHeaders() {
        RUNS; return null; }
    protected java.util.Map<String, String> getParams() {
        RUNS; return null; } });
new StringRequest(0, "a", null, null) { public java.util.Map<String, String> getHeaders() {
        WAITS; return null; } };

//// Volley request class
Volley.newRequestQueue(screen).add(new Own());
---
static class Own extends Request<String> { Own() { super(0, "a", null); }
    protected com.android.volley.Response<String> parseNetworkResponse(NetworkResponse r) {
        RUNS; return null; }
    protected void deliverResponse(String s) {
        RUNS; } }

//// Task
Tasks.forResult(1).addOnSuccessListener(x -> RUNS).addOnCompleteListener(t -> RUNS)
    .addOnFailureListener(e -> RUNS).continueWith(t -> { RUNS; return 1; });

//// LocationCallback
LocationServices.getFusedLocationProviderClient(screen).requestLocationUpdates(null,
new LocationCallback() { public void onLocationResult(LocationResult r) {
        RUNS; } }, null);

//// SensorEventListener
((SensorManager) screen.getSystemService(Context.SENSOR_SERVICE)).registerListener(new SensorEventListener() {
    public void onSensorChanged(SensorEvent e) {
        RUNS; }
    public void onAccuracyChanged(Sensor s, int a) { } }, null, 1);

//// PhoneStateListener
((TelephonyManager) screen.getSystemService(Context.TELEPHONY_SERVICE)).listen(new PhoneStateListener() {
    public void onCallStateChanged(int s, String n) {
        RUNS; } }, 1);

//// ScanCallback
BluetoothLeScanner s = null;
scan(android.bluetooth.BluetoothAdapter.getDefaultAdapter().getBluetoothLeScanner());
---
void scan(BluetoothLeScanner s) { s.startScan(
    new ScanCallback() { public void onScanResult(int t, ScanResult r) {
            RUNS; } }); }

//// MSA
MdidSdkHelper.InitSdk(screen, true,
new IIdentifierListener() { public void onSupport(IdSupplier s) {
        RUNS; } });
