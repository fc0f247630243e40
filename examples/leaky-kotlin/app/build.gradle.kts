plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "com.example.tides"
    compileSdk = 34

    defaultConfig {
        applicationId = "com.example.tides"
        minSdk = 24
        targetSdk = 34
        versionCode = 17
        versionName = "1.9.2"
    }
}

dependencies {
    implementation(libs.appcompat)
    implementation(libs.material)
    implementation(libs.startup)
    implementation(libs.lifecycle.runtime)
    implementation(libs.okhttp)
    implementation(libs.appsflyer)
    implementation(libs.amplitude)
    implementation(libs.posthog)
    implementation(libs.sentry)
}
