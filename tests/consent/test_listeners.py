"""Listeners of views wait for the user, unless code does what the user would do."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestSetOffByCode:
    """`performClick()`, `setChecked(…)` and `setText(…)` call the listeners of that view."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
Button first = findViewById(R.id.first);
first.setOnClickListener(view -> JPushInterface.init(this)); // runs
first.performClick();
Button second = findViewById(R.id.second);
second.setOnClickListener(view -> MobileAds.initialize(this)); // waits
box = findViewById(R.id.box);
box.setOnCheckedChangeListener((view, isOn) -> JPushInterface.init(this)); // runs
box.setChecked(true);
CheckBox other = findViewById(R.id.other);
other.setOnCheckedChangeListener((view, isOn) -> MobileAds.initialize(this)); // waits
EditText name = findViewById(R.id.name);
name.addTextChangedListener(new TextWatcher() {
    @Override public void beforeTextChanged(CharSequence text, int start, int count, int after) { }
    @Override public void onTextChanged(CharSequence text, int start, int before, int count) { }
    @Override public void afterTextChanged(Editable text) {
        JPushInterface.init(MainActivity.this); // runs
    }
});
name.setText("");
""",
                "private CheckBox box;",
            ),
            "android.text.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
val first = findViewById<Button>(R.id.first)
first.setOnClickListener { JPushInterface.init(this) } // runs
first.callOnClick()
val second = findViewById<Button>(R.id.second)
second.setOnClickListener { MobileAds.initialize(this) } // waits
second.text = ""
val box = findViewById<CheckBox>(R.id.box)
box.setOnCheckedChangeListener { _, isOn -> if (isOn) JPushInterface.init(this) } // runs
box.isChecked = true
val name = findViewById<EditText>(R.id.name)
name.doAfterTextChanged { MobileAds.initialize(this) } // waits
"""),
            "androidx.core.widget.doAfterTextChanged",
        )


class TestSetAfterwards:
    """Who listens too late is not called, nor is who listens to a box that stays as it is."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
CheckBox box = findViewById(R.id.box);
box.setChecked(true);
box.setOnCheckedChangeListener((view, isOn) -> MobileAds.initialize(this)); // waits
CheckBox other = findViewById(R.id.other);
other.setOnCheckedChangeListener((view, isOn) -> MobileAds.initialize(this)); // waits
other.setChecked(getSharedPreferences("s", 0).getBoolean("on", false));
CheckBox third = findViewById(R.id.third);
third.setOnCheckedChangeListener((view, isOn) -> JPushInterface.init(this)); // runs
third.setChecked(getSharedPreferences("s", 0).getBoolean("on", true));
EditText name = findViewById(R.id.name);
name.setText("");
name.addTextChangedListener(new TextWatcher() {
    @Override public void afterTextChanged(Editable text) {
        MobileAds.initialize(MainActivity.this); // waits
    }
});
for (int round = 0; round < 2; round++) {
    third.setProgress(round);
    third.setOnSeekBarChangeListener(bar -> JPushInterface.init(this)); // runs
}
"""
            ),
            "android.text.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
val box = findViewById<CheckBox>(R.id.box)
box.isChecked = true
box.setOnCheckedChangeListener { _, _ -> MobileAds.initialize(this) } // waits
val other = findViewById<CheckBox>(R.id.other)
other.setOnCheckedChangeListener { _, _ -> MobileAds.initialize(this) } // waits
other.isChecked = getSharedPreferences("s", 0).getBoolean("on", false)
val third = findViewById<CheckBox>(R.id.third)
third.setOnCheckedChangeListener { _, _ -> JPushInterface.init(this) } // runs
third.isChecked = getSharedPreferences("s", 0).getBoolean("on", true)
val name = findViewById<EditText>(R.id.name)
name.setText("")
name.doAfterTextChanged { MobileAds.initialize(this) } // waits
"""),
            "androidx.core.widget.doAfterTextChanged",
        )


class TestOwnHelpers:
    """A listener stays one through the program's own classes and functions."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
abstract class Debounced implements View.OnClickListener {
    private long last;
    @Override public void onClick(View view) {
        if (System.currentTimeMillis() - last > 500) onDebounced(view);
    }
    abstract void onDebounced(View view);
}
class Views {
    static void onTap(View view, Runnable action) { view.setOnClickListener(it -> action.run()); }
}
"""
            + java_screen(
                """
View view = findViewById(R.id.view);
view.setOnClickListener(new Debounced() {
    @Override void onDebounced(View view) {
        MobileAds.initialize(MainActivity.this); // waits
    }
});
Views.onTap(view, () -> MobileAds.initialize(this)); // waits
view.setOnLongClickListener(this::held);
view.post(() -> JPushInterface.init(this)); // runs
""",
                """
private boolean held(View view) {
    MobileAds.initialize(this); // waits
    return true;
}
""",
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Safe(private val action: (View) -> Unit) : View.OnClickListener {
    override fun onClick(view: View) = action(view)
}
fun View.onTap(wait: Long = 500, action: () -> Unit) {
    var last = 0L
    setOnClickListener {
        if (SystemClock.elapsedRealtime() - last > wait) action()
        last = SystemClock.elapsedRealtime()
    }
}
fun View.safely(action: (View) -> Unit) = setOnClickListener(Safe(action))
"""
            + kotlin_screen("""
val view = findViewById<View>(R.id.view)
view.onTap { MobileAds.initialize(this) } // waits
view.safely { MobileAds.initialize(this) } // waits
view.post { JPushInterface.init(this) } // runs
""")
        )
