"""Interceptors of a client run when a request is sent; until then nobody knows when."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

_IMPORTS = ("okhttp3.*", "retrofit2.*", "retrofit2.http.*")
_JAVA = """
class Tell implements Interceptor {{
    private final Context context;
    Tell(Context context) {{ this.context = context; }}
    @Override public Response intercept(Chain chain) throws java.io.IOException {{
        MobclickAgent.onEvent(context, "request");
        UMConfigure.init(context, "key", "store", 1, null);
        return chain.proceed(chain.request());
    }}
}}
interface Api {{ @GET("news") retrofit2.Call<String> news(); }}
public class App extends Application {{
    @Override public void onCreate() {{
        OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new Tell(this)).build();
        Api api = new Retrofit.Builder().client(client).build().create(Api.class);
        {}
    }}
    void load(OkHttpClient client) {{ client.newCall(new Request.Builder().build()).enqueue(null); }}
}}
"""
_KOTLIN = """
interface Api {{ @GET("news") suspend fun news(): String }}
class App : Application() {{
    override fun onCreate() {{
        val client = OkHttpClient.Builder().addInterceptor {{ chain ->
            UMConfigure.init(this, "key", "store", 1, null)
            chain.proceed(chain.request())
        }}.build()
        val api = Retrofit.Builder().client(client).build().create(Api::class.java)
        {}
    }}
    fun load(client: OkHttpClient) {{ client.newCall(Request.Builder().build()).execute() }}
}}
"""


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def test_no_request_in_source(app: SmallApp) -> None:
    """Somebody else must send them, and may begin at once."""
    app.kotlin(
        "App",
        "import okhttp3.OkHttpClient\nclass App : Application() { override fun onCreate() {\n"
        "Loader.use(OkHttpClient.Builder().addInterceptor { chain ->\n"
        'UMConfigure.init(this, "key", "store", 1, null)\nchain.proceed(chain.request()) }.build()) } }\n',
    )
    assert _triggers(app) == ["automatic"]


def _triggers(app: SmallApp) -> list[str]:
    return [finding.trigger for finding in app.findings("PRV101")]


@pytest.mark.parametrize(
    ("statement", "trigger"),
    [("", "unknown"), ("load(client);", "automatic"), ("api.news().enqueue(null);", "automatic")],
)
def test_java(app: SmallApp, statement: str, trigger: str) -> None:
    app.java("App", "".join(f"import {each};\n" for each in _IMPORTS) + _JAVA.format(statement))
    assert _triggers(app) == [trigger]


@pytest.mark.parametrize(
    ("statement", "trigger"), [("", "unknown"), ("load(client)", "automatic"), ("api.news()", "automatic")]
)
def test_kotlin(app: SmallApp, statement: str, trigger: str) -> None:
    app.kotlin("App", "".join(f"import {each}\n" for each in _IMPORTS) + _KOTLIN.format(statement))
    assert _triggers(app) == [trigger]
