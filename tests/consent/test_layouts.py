"""What layout files put on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from privlint.consent.layouts import Layouts, Screen

NAMESPACES = (
    'xmlns:android="http://schemas.android.com/apk/res/android" xmlns:app="http://schemas.android.com/apk/res-auto"'
)


def layouts(root: Path, files: dict[str, str]) -> Layouts:
    """Writes files below `res/` (NS stands for the namespaces) and opens the layouts among them."""
    for name, text in files.items():
        path = root / "app/src/main/res" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("NS", NAMESPACES), encoding="utf-8")
    paths = [f"app/src/main/res/{name}" for name in files if name.startswith("layout")]
    return Layouts(root, paths, lambda text: {"@string/agree": "同意"}.get(text, text))


def test_classes_of_views(tmp_path: Path) -> None:
    found = layouts(
        tmp_path,
        {"layout/a.xml": '<LinearLayout NS><com.x.Map/><com.x.Map/><view class="com.x.Outer$Inner"/></LinearLayout>'},
    )
    assert found.screen("a").classes == ("com.x.Map", "com.x.Outer.Inner")


def test_fragments_and_graphs(tmp_path: Path) -> None:
    text = """<FrameLayout NS>
      <fragment android:name="com.x.First"/><fragment class=".Second"/>
      <androidx.fragment.app.FragmentContainerView android:name="com.x.Host" app:navGraph="@navigation/main"/>
    </FrameLayout>"""
    screen = layouts(tmp_path, {"layout/a.xml": text}).screen("a")
    assert screen.fragments == ("com.x.First", ".Second", "com.x.Host")
    assert screen.graphs == ("main",)


def test_clicks_without_data_binding(tmp_path: Path) -> None:
    text = """<layout NS><data><import type="com.x.Model"/><variable name="m" type="com.x.Model"/></data>
      <FrameLayout><Button android:id="@+id/ok" android:onClick="agree"/><Button android:onClick="leave"/>
      <Button android:onClick="@{() -> m.go()}"/></FrameLayout></layout>"""
    screen = layouts(tmp_path, {"layout/a.xml": text}).screen("a")
    assert screen == Screen(clicks=(("agree", "ok"), ("leave", "")), bound=("onClick",))


def test_files_of_one_name_and_what_they_include(tmp_path: Path) -> None:
    found = layouts(
        tmp_path,
        {
            "layout/a.xml": '<FrameLayout><com.x.A/><include layout="@layout/b"/></FrameLayout>',
            "layout-land/a.xml": "<FrameLayout><com.x.Wide/></FrameLayout>",
            "layout/b.xml": '<merge><com.x.B/><include layout="@layout/a"/><include layout="@layout/none"/></merge>',
        },
    )
    assert found.screen("a").classes == ("com.x.A", "com.x.Wide", "com.x.B")
    assert found.screen("b").classes == ("com.x.B", "com.x.A", "com.x.Wide")


def test_a_file_is_read_when_asked_for(tmp_path: Path) -> None:
    found = layouts(tmp_path, {"layout/a.xml": "<com.x.A/>"})
    (tmp_path / "app/src/main/res/layout/a.xml").write_text("<com.x.Later/>")
    assert found.screen("a").classes == ("com.x.Later",)


@pytest.mark.parametrize("text", ["", "no xml", "<a><b></a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<x:a/>"])
def test_broken_files_are_empty(tmp_path: Path, text: str) -> None:
    found = layouts(tmp_path, {"layout/a.xml": text, "navigation/g.xml": text})
    assert found.screen("a") == Screen()
    assert found.start_destinations("g") == ()


def test_what_is_not_there_is_empty(tmp_path: Path) -> None:
    found = Layouts(tmp_path, ["res/layout/gone.xml", "../layout/outside.xml", "res/layout/\0.xml"])
    for name in ("gone", "outside", "\0", "", "other"):
        assert found.screen(name) == Screen()
        assert found.text_of_view(name, "x") == ""
        assert found.start_destinations(name) == ()


def test_links_do_not_lead_out_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<com.x.Secret/>")
    folder = tmp_path / "repository/res/layout"
    folder.mkdir(parents=True)
    (folder / "a.xml").symlink_to(tmp_path / "secret.xml")
    assert Layouts(tmp_path / "repository", ["res/layout/a.xml"]).screen("a") == Screen()


def test_start_of_a_graph(tmp_path: Path) -> None:
    text = """<navigation NS app:startDestination="@id/home"><fragment android:id="@+id/other" android:name="com.x.O"/>
      <fragment android:id="@+id/home" android:name=".Home"/></navigation>"""
    assert layouts(tmp_path, {"layout/a.xml": "<a/>", "navigation/g.xml": text}).start_destinations("g") == (".Home",)


def test_start_in_nested_and_included_graphs(tmp_path: Path) -> None:
    nested = """<navigation NS app:startDestination="@id/inner"><navigation android:id="@+id/inner"
      app:startDestination="@id/deep"><include app:graph="@navigation/none"/><include app:graph="@navigation/h"/>
      </navigation></navigation>"""
    included = """<navigation NS android:id="@+id/deep" app:startDestination="@id/deep">
      <include app:graph="@navigation/h"/><activity android:id="@+id/deep" android:name="com.x.Deep"/></navigation>"""
    files = {"layout-v21/a.xml": "<a/>", "navigation/g.xml": nested, "navigation-land/h.xml": included}
    assert layouts(tmp_path, files).start_destinations("g") == ("com.x.Deep",)


def test_graphs_that_include_each_other_end(tmp_path: Path) -> None:
    def graph(other: str) -> str:
        include = f'<include app:graph="@navigation/{other}"/>'
        return f'<navigation NS android:id="@+id/x" app:startDestination="@id/x">{include}</navigation>'

    files = {"layout/a.xml": "<a/>", "navigation/g.xml": graph("h"), "navigation/h.xml": graph("g")}
    assert layouts(tmp_path, files).start_destinations("g") == ()


def test_binding_classes(tmp_path: Path) -> None:
    found = Layouts(tmp_path, ["res/layout/activity_main.xml", "res/layout/item2_row.xml"])
    assert found.layout_of_binding("ActivityMainBinding") == "activity_main"
    assert found.layout_of_binding("Item2RowBinding") == "item2_row"
    assert found.layout_of_binding("ActivityMain") is None


def test_labels(tmp_path: Path) -> None:
    text = """<FrameLayout NS><Button android:id="@+id/yes" android:text="@string/agree"/>
      <Button android:id="@+id/no" android:text="No"/><Button android:id="@+id/bound" android:text="@{m.text}"/>
      <include layout="@layout/b"/></FrameLayout>"""
    more = '<Button NS android:id="@id/more" android:text="More"/>'
    found = layouts(tmp_path, {"layout/a.xml": text, "layout/b.xml": more})
    assert found.text_of_view("a", "yes") == "同意"
    assert [found.text_of_view("a", view) for view in ("no", "bound", "more", "none")] == ["No", "", "More", ""]
    plain = Layouts(tmp_path, ["app/src/main/res/layout/a.xml"])
    assert plain.text_of_view("a", "yes") == "@string/agree"
