"""Layouts: what comes to life when code inflates one, at once or through a stub."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_VIEWS = """
class Push(context: Context, attributes: AttributeSet?) : View(context, attributes) {
    init {
        JPushInterface.init(context) // runs
    }
}
class Ads(context: Context, attributes: AttributeSet?) : View(context, attributes) {
    init {
        MobileAds.initialize(context) // waits
    }
}
"""
_STUBS = (
    '<ViewStub android:id="@+id/late_push" android:layout="@layout/push" />'
    '<ViewStub android:id="@+id/late_ads" android:layout="@layout/ads" />'
)
_BOUND = """
<layout xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:app="http://schemas.android.com/apk/res-auto">
    <data><variable name="vm" type="com.example.Model" /></data>
    <LinearLayout>
        <Button android:onClick="@{() -> vm.onGo()}" app:picture="@{vm.picture}" />
    </LinearLayout>
</layout>
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    found = TwinApp(tmp_path)
    found.layout("main", _STUBS)
    found.layout("push", "<com.example.Push />")
    found.layout("ads", "<com.example.Ads />")
    found.write("app/src/main/res/layout/activity_bound.xml", _BOUND)
    return found


class TestStubs:
    """The layout of a stub is inflated when code says so."""

    def test_in_java(self, app: TwinApp) -> None:
        app.add_kotlin("Views", _VIEWS, "android.util.AttributeSet")
        app.judge_java(
            java_screen("""
setContentView(R.layout.main);
ViewStub stub = findViewById(R.id.late_push);
stub.inflate();
""")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _VIEWS
            + kotlin_screen("""
val binding = MainBinding.inflate(layoutInflater)
setContentView(binding.root)
binding.latePush.inflate()
"""),
            "android.util.AttributeSet",
        )


class TestBindingAdapters:
    """An adapter runs with the layout that uses its attribute; what a click is bound to waits."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Model(private val context: Context) {
    val picture = ""
    fun onGo() {
        MobileAds.initialize(context) // waits
    }
}
@BindingAdapter("picture") fun setPicture(view: View, url: String?) {
    JPushInterface.init(view.context) // runs
}
@BindingAdapter("app:video") fun setVideo(view: View, url: String?) {
    MobileAds.initialize(view.context) // waits
}
"""
            + kotlin_screen("""
val binding: ActivityBoundBinding = DataBindingUtil.setContentView(this, R.layout.activity_bound)
binding.vm = Model(this)
"""),
            "androidx.databinding.*",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Adapters {
    @BindingAdapter({"picture", "fallback"}) static void setPicture(View view, String url, String other) {
        JPushInterface.init(view.getContext()); // runs
    }
    @BindingAdapter(value = {"app:video"}, requireAll = false) static void setVideo(View view, String url) {
        MobileAds.initialize(view.getContext()); // waits
    }
}
"""
            + java_screen("ActivityBoundBinding.inflate(getLayoutInflater());"),
            "androidx.databinding.*",
        )
