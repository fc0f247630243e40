package io.github.privlint.gradle;

import java.io.File;
import org.gradle.api.DefaultTask;
import org.gradle.api.file.RegularFileProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.InputFile;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.TaskAction;

/** Exports the merged manifest of a variant. For Gradle 7.4 and later; never up to date. */
public abstract class ManifestExportTask extends DefaultTask {
    @InputFile
    @PathSensitive(PathSensitivity.NONE)
    public abstract RegularFileProperty getManifest();

    @Internal
    public abstract Property<String> getReport();

    @Internal
    public abstract Property<String> getVariant();

    @Internal
    public abstract Property<String> getBuild();

    @Internal
    public abstract Property<String> getFile();

    @TaskAction
    public void export() {
        ExportFile.writeManifest(
                new File(getFile().get()),
                getBuild().get(),
                getManifest().get().getAsFile(),
                new File(getReport().get()),
                getVariant().get());
    }
}
