package io.github.privlint.gradle;

import java.io.File;
import org.gradle.api.DefaultTask;
import org.gradle.api.artifacts.result.ResolvedComponentResult;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.TaskAction;

/** Exports a resolved configuration. For Gradle 7.4 and later; without outputs, so that it is never up to date. */
public abstract class GraphExportTask extends DefaultTask {
    @Input
    public abstract Property<ResolvedComponentResult> getRootComponent();

    @Internal
    public abstract ListProperty<String> getArtifacts();

    @Internal
    public abstract Property<String> getConfigurationName();

    @Internal
    public abstract Property<String> getBuild();

    @Internal
    public abstract Property<String> getFile();

    @TaskAction
    public void export() {
        ExportFile.writeGraph(
                new File(getFile().get()),
                getBuild().get(),
                ResolvedGraph.of(getRootComponent().get(), getConfigurationName().get()),
                getArtifacts().get());
    }
}
