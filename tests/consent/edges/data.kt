import androidx.lifecycle.*
import androidx.recyclerview.widget.*
import android.webkit.*

//// observe
val d = MutableLiveData(1)
d.observe(screen) { RUNS }
d.observeForever { RUNS }
val e = MutableLiveData<Int>()
e.observe(screen) { WAITS }
screen.findViewById<View>(1).setOnClickListener { e.value = 2 }

//// asLiveData
flowOf(1).asLiveData().observe(screen) { RUNS }
flow { RUNS
    emit(1) }.asLiveData().observe(screen) { RUNS }
flow { WAITS
    emit(1) }.asLiveData()

//// map
MutableLiveData(1).map { RUNS }.observe(screen) { RUNS }
MutableLiveData(1).map { WAITS }

//// mediator
val d = MutableLiveData(1)
val m = MediatorLiveData<Int>().apply { addSource(d) { RUNS
        value = it } }
m.observe(screen) { RUNS }

//// StateFlow
val s = MutableStateFlow(1)
screen.lifecycleScope.launch { s.collect { RUNS } }
val e = MutableSharedFlow<Int>()
screen.lifecycleScope.launch { e.collect { WAITS } }
screen.findViewById<View>(1).setOnClickListener { e.tryEmit(1) }

//// adapter
screen.findViewById<RecyclerView>(1).adapter = Rows()
---
class Rows : RecyclerView.Adapter<RecyclerView.ViewHolder>() {
    override fun onCreateViewHolder(g: ViewGroup, t: Int): RecyclerView.ViewHolder {
        RUNS
        return TODO()
    }
    override fun onBindViewHolder(h: RecyclerView.ViewHolder, p: Int) {
        RUNS
        h.itemView.setOnClickListener { WAITS }
    }
    override fun getItemCount() = 1
}

//// web
WebView(screen).apply { webViewClient = object : WebViewClient() {
        override fun onPageFinished(v: WebView, u: String) {
            RUNS
        }
    }
    webChromeClient = object : WebChromeClient() {
        override fun onPermissionRequest(r: PermissionRequest) {
            RUNS
        }
    }
    addJavascriptInterface(Bridge(), "a")
    loadUrl("https://a") }
---
class Bridge { @JavascriptInterface fun call() { WAITS } }
