"""Objects that stand for a screen to come, and are made of its class: only the screens that are asked for are made."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    code = java_screen(
        "show(first());",
        """
Order first() {
    return getSharedPreferences("s", 0).getBoolean("agreed", false)
        ? new Order(Home.class).with(null) : new Order(Question.class);
}
void show(Order order) {
    try {
        Fragment part = (Fragment) order.screen.newInstance();
        getFragmentManager().beginTransaction().add(1, part).commit();
    } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
    }
}
static class Order {
    final Class<?> screen;
    Bundle arguments;
    Order(Class<?> screen) { this.screen = screen; }
    Order with(Bundle arguments) { this.arguments = arguments; return this; }
}
public static class Question extends Fragment {
    @Override public void onCreate(Bundle state) { JPushInterface.init(getActivity()); } // runs
}
public static class Home extends Fragment {
    @Override public void onCreate(Bundle state) { MobileAds.initialize(getActivity()); } // waits
}
""",
    )
    app.add_java("MainActivity", code)
    app.judge()


def test_in_kotlin(app: TwinApp) -> None:
    code = kotlin_screen(
        "show(first())",
        """
fun first() = if (getSharedPreferences("s", 0).getBoolean("agreed", false)) Order(Home::class.java)
    else Order(Question::class.java)
fun show(order: Order) {
    val part = order.screen.newInstance() as Fragment
    fragmentManager.beginTransaction().add(1, part).commit()
}
class Order(val screen: Class<*>)
class Question : Fragment() {
    override fun onCreate(state: Bundle?) { JPushInterface.init(activity) } // runs
}
class Home : Fragment() {
    override fun onCreate(state: Bundle?) { MobileAds.initialize(activity) } // waits
}
""",
    )
    app.add_kotlin("MainActivity", code)
    app.judge()
