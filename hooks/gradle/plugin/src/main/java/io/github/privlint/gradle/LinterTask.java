package io.github.privlint.gradle;

import java.io.File;
import org.gradle.api.DefaultTask;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.TaskAction;

/** Runs privlint. For Gradle 7.4 and later; never up to date: what it reads is everything. */
public abstract class LinterTask extends DefaultTask {
    @Internal
    public abstract ListProperty<String> getCommand();

    @Internal
    public abstract Property<String> getFolder();

    @Internal
    public abstract Property<String> getReport();

    @Internal
    public abstract Property<Boolean> getFail();

    @TaskAction
    public void check() {
        LinterRun.run(
                getCommand().get(),
                new File(getFolder().get()),
                new File(getReport().get()),
                getFail().get(),
                getLogger());
    }
}
