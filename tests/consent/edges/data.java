import androidx.lifecycle.*
import androidx.fragment.app.*
import androidx.recyclerview.widget.*
import androidx.viewpager2.widget.ViewPager2
import androidx.viewpager2.adapter.FragmentStateAdapter
import androidx.loader.app.LoaderManager
import android.webkit.*
import android.database.Cursor

//// observe
MutableLiveData<Integer> d = new MutableLiveData<>(1);
d.observe(screen, x -> RUNS);
d.observeForever(x -> RUNS);

//// observe user
MutableLiveData<Integer> d = new MutableLiveData<>();
d.observe(screen, x -> WAITS);
screen.findViewById(1).setOnClickListener(v -> d.setValue(2));

//// observe posted
MutableLiveData<Integer> d = new MutableLiveData<>();
d.observe(screen, x -> RUNS);
d.postValue(2);

//// Transformations
MutableLiveData<Integer> d = new MutableLiveData<>(1);
Transformations.map(d, x -> { RUNS; return x; }).observe(screen, x -> RUNS);
Transformations.map(d, x -> { WAITS; return x; });

//// Transformations switchMap
MutableLiveData<Integer> d = new MutableLiveData<>(1);
Transformations.switchMap(d, x -> { RUNS; return new MutableLiveData<>(2); }).observe(screen, x -> RUNS);

//// MediatorLiveData
MutableLiveData<Integer> d = new MutableLiveData<>(1);
MediatorLiveData<Integer> m = new MediatorLiveData<>();
m.addSource(d, x -> { RUNS; m.setValue(x); });
m.observe(screen, x -> RUNS);

//// pager2
((ViewPager2) screen.findViewById(1)).registerOnPageChangeCallback(new ViewPager2.OnPageChangeCallback() {
    @Override public void onPageSelected(int p) {
        RUNS; } });

//// loader
LoaderManager.getInstance(screen).initLoader(1, null, new LoaderManager.LoaderCallbacks<Cursor>() {
    public Loader<Cursor> onCreateLoader(int i, Bundle b) {
        RUNS; return new CursorLoader(screen); }
    public void onLoadFinished(Loader<Cursor> l, Cursor c) {
        RUNS; }
    public void onLoaderReset(Loader<Cursor> l) { } });

//// adapter
((RecyclerView) screen.findViewById(1)).setAdapter(new Rows());
---
static class Rows extends RecyclerView.Adapter<RecyclerView.ViewHolder> {
    public RecyclerView.ViewHolder onCreateViewHolder(ViewGroup g, int t) {
        RUNS; return null; }
    public void onBindViewHolder(RecyclerView.ViewHolder h, int p) {
        RUNS;
        h.itemView.setOnClickListener(v -> WAITS); }
    public int getItemCount() { return 1; } }

//// list adapter
Rows rows = new Rows();
((RecyclerView) screen.findViewById(1)).setAdapter(rows);
rows.submitList(new ArrayList<>());
---
static class Rows extends androidx.recyclerview.widget.ListAdapter<String, RecyclerView.ViewHolder> { Rows() {
        super(null); }
    public RecyclerView.ViewHolder onCreateViewHolder(ViewGroup g, int t) {
        RUNS; return null; }
    public void onBindViewHolder(RecyclerView.ViewHolder h, int p) {
        RUNS; } }

//// pager adapter
((ViewPager) screen.findViewById(1)).setAdapter(new Pages(screen.getSupportFragmentManager()));
---
static class Pages extends FragmentPagerAdapter { Pages(FragmentManager m) { super(m); }
    public Fragment getItem(int i) {
        RUNS; return new Page(); }
    public int getCount() { return 1; } }
public static class Page extends Fragment { public void onViewCreated(View v, Bundle b) { RUNS; } }

//// pager2 adapter
((ViewPager2) screen.findViewById(1)).setAdapter(new Pages(screen));
---
static class Pages extends FragmentStateAdapter { Pages(FragmentActivity a) { super(a); }
    public Fragment createFragment(int i) {
        RUNS; return new Page(); }
    public int getItemCount() { return 1; } }
public static class Page extends Fragment { public void onResume() { RUNS; } }

//// web
WebView web = new WebView(screen);
web.setWebViewClient(new WebViewClient() {
    public void onPageStarted(WebView v, String u, android.graphics.Bitmap b) {
        RUNS; }
    public void onPageFinished(WebView v, String u) {
        RUNS; }
    public boolean shouldOverrideUrlLoading(WebView v, String u) {
        RUNS; return false; } });
web.setWebChromeClient(new WebChromeClient() {
    public void onGeolocationPermissionsShowPrompt(String o, GeolocationPermissions.Callback c) {
        RUNS; }
    public void onPermissionRequest(PermissionRequest r) {
        RUNS; } });
web.addJavascriptInterface(new Bridge(), "a");
web.loadUrl("https://a");
---
class Bridge { @JavascriptInterface public void call() {
        WAITS; } }
