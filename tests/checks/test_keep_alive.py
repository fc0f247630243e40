"""By which means an app keeps itself alive."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import api
from privlint.config import Settings


def messages(app: SmallApp) -> list[str]:
    return [item.message.en for item in api.check(app.root, Settings()).findings if item.code == "PRV603"]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("WindowManager.LayoutParams p = w.getAttributes(); p.height = 1; p.width = 1; w.setAttributes(p);", 1),
        ("getWindow().setLayout(1, 1);", 1),
        ("getWindow().setLayout(400, 1);", 0),
        ("WindowManager.LayoutParams p = getWindow().getAttributes(); p.height = 1; w.setAttributes(p);", 0),
    ],
)
def test_windows_of_one_pixel(code: str, count: int, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java(
        "Pixel", f"public class Pixel extends Activity {{ @Override protected void onCreate(Bundle b) {{ {code} }} }}"
    )
    assert len(messages(app)) == count


@pytest.mark.parametrize(
    ("name", "volume", "count"),
    [("silent", "", 1), ("song", "player.setVolume(0f, 0f)", 1), ("song", "player.setVolume(1f, 1f)", 0)],
)
def test_sounds_that_nobody_hears(name: str, volume: str, count: int, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest('<service android:name=".Player" />')
    app.kotlin(
        "Player",
        f"""
import android.media.MediaPlayer
class Player : Service() {{
    override fun onBind(intent: Intent?): IBinder? = null
    override fun onCreate() {{
        val player = MediaPlayer.create(this, R.raw.{name})
        player.isLooping = true
        {volume}
        player.start()
    }}
}}
""",
    )
    assert len(messages(app)) == count


_DAEMON = """
public class {0} extends Service {{
    private final ServiceConnection link = new ServiceConnection() {{
        @Override public void onServiceConnected(ComponentName n, IBinder b) {{ }}
        @Override public void onServiceDisconnected(ComponentName n) {{
            bindService(new Intent({0}.this, {1}.class), this, 1);
        }}
    }};
    @Override public IBinder onBind(Intent i) {{ return new Binder(); }}
    @Override public void onCreate() {{ bindService(new Intent(this, {1}.class), link, 1); }}
}}
"""


@pytest.mark.parametrize(("process", "count"), [(' android:process=":other"', 2), ("", 0)])
def test_processes_that_watch_each_other(process: str, count: int, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.manifest(f'<service android:name=".One" /><service android:name=".Two"{process} />')
    app.java("One", _DAEMON.format("One", "Two"))
    app.java("Two", _DAEMON.format("Two", "One"))
    assert len(messages(app)) == count
