"""A build of an Android application with the plugin 2.2.2 of Debian, and a folder that it takes for an Android SDK."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from gradle.building import Library, publish, write
from support import require_file, require_tool

_JAVA = Path("/usr/share/java")
_MAVEN = Path("/usr/share/maven-repo")
#: What the plugin needs of Java that newer ones no longer have.
_OF_OLD_JAVA = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "javax.activation",
    "istack-commons-runtime",
    "FastInfoset",
    "txw2",
    "relaxngDatatype",
)
MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:tools="http://schemas.android.com/tools" package="com.example">
    <uses-permission android:name="android.permission.INTERNET" />
    <application>
        <provider android:name="com.vendor.ads.RemovedProvider" tools:node="remove" />
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
    </application>
</manifest>
"""
#: Of a library that comes along with another.
LIBRARY_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.vendor.ads">
    <uses-sdk android:minSdkVersion="14" android:targetSdkVersion="23" />
    <uses-permission android:name="android.permission.READ_CONTACTS" />
    <application>
        <provider
            android:name="com.applovin.sdk.AppLovinInitProvider"
            android:authorities="${applicationId}.applovininitprovider" />
        <provider android:name="com.vendor.ads.RemovedProvider" android:authorities="${applicationId}.removed" />
        <receiver android:name="com.vendor.ads.WakeReceiver">
            <intent-filter><action android:name="android.net.conn.CONNECTIVITY_CHANGE" /></intent-filter>
        </receiver>
    </application>
</manifest>
"""
_EMPTY = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.vendor.core">
    <uses-sdk android:minSdkVersion="14" android:targetSdkVersion="23" />
    <application />
</manifest>
"""
APP = """\
apply plugin: 'com.android.application'
android {
    compileSdkVersion 23
    buildToolsVersion '24.0.0'
    defaultConfig {
        applicationId 'com.example'
        minSdkVersion 14
        targetSdkVersion 23
    }
}
dependencies {
    compile 'com.vendor:core:1.0'
}
"""
LIBRARIES = (
    Library("com.vendor:core:1.0", "com.vendor:ads:1.2", manifest=_EMPTY),
    Library("com.vendor:ads:1.2", manifest=LIBRARY_MANIFEST),
)


def make_build(folder: Path) -> Path:
    """Writes the build into a folder."""
    require_file(_MAVEN / "com/android/tools/build/gradle/2.2.2", "*.jar", "libgradle-android-plugin-java")
    require_file(_MAVEN / "org/debian/gradle", "*", "gradle-debian-helper")
    for name in _OF_OLD_JAVA:
        require_file(_JAVA, f"{name}.jar", "libjaxb-java")
    publish(folder / "repository", LIBRARIES)
    _make_sdk(folder / "sdk")
    old = ", ".join(f"'{_JAVA / name}.jar'" for name in _OF_OLD_JAVA)
    root = f"""\
buildscript {{
    repositories {{ maven {{ url '{_MAVEN.as_uri()}' }} }}
    dependencies {{
        classpath 'com.android.tools.build:gradle:2.2.2'
        classpath files({old})
    }}
}}
allprojects {{ repositories {{ maven {{ url '{(folder / "repository").as_uri()}' }} }} }}
"""
    write(
        folder / "build",
        {
            "settings.gradle": "include ':app'\n",
            "build.gradle": root,
            "local.properties": f"sdk.dir={folder / 'sdk'}\n",
            "app/build.gradle": APP,
            "app/src/main/AndroidManifest.xml": MANIFEST,
        },
    )
    return folder / "build"


def _make_sdk(folder: Path) -> None:
    """The files that the plugin looks for before it merges manifests."""
    write(
        folder,
        {
            "platforms/android-23/source.properties": "Pkg.Revision=3\nAndroidVersion.ApiLevel=23\n",
            "platforms/android-23/build.prop": "ro.build.version.sdk=23\nro.build.version.release=6.0\n",
            "platforms/android-23/framework.aidl": "",
            "build-tools/24.0.0/source.properties": "Pkg.Revision=24.0.0\n",
            "tools/source.properties": "Pkg.Revision=25.0.0\n",
            "platform-tools/source.properties": "Pkg.Revision=25.0.0\n",
        },
    )
    with zipfile.ZipFile(folder / "platforms/android-23/android.jar", "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
    tools = folder / "build-tools/24.0.0"
    aapt = require_tool("aapt", "aapt")
    shutil.copy(aapt, tools / "aapt")
    for name in (
        "aidl",
        "llvm-rs-cc",
        "bcc_compat",
        "arm-linux-androideabi-ld",
        "dx",
        "zipalign",
        "mipsel-linux-android-ld",
    ):
        (tools / name).write_text("#!/bin/sh\n", "utf-8")
        (tools / name).chmod(0o755)
    write(tools, {"lib/dx.jar": "", "renderscript/include/x": "", "renderscript/clang-include/x": ""})
