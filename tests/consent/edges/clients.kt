import com.android.volley.toolbox.*

//// Volley
Volley.newRequestQueue(screen).add(StringRequest(0, "a", { RUNS }, { RUNS }))
val r = object : StringRequest(0, "a", { WAITS }, { WAITS }) {
    override fun getHeaders(): Map<String, String> {
        WAITS
        return mapOf()
    }
}

//// Volley headers
Volley.newRequestQueue(screen).add(object : StringRequest(0, "a", null, null) {
    override fun getHeaders(): Map<String, String> {
        RUNS
        return mapOf()
    }
})

//// Interceptor
OkHttpClient.Builder().addInterceptor { RUNS
    it.proceed(it.request()) }.build()

//// Continuation
Tasks.forResult(1).continueWith { RUNS }.addOnSuccessListener { RUNS }.addOnCompleteListener { RUNS }
