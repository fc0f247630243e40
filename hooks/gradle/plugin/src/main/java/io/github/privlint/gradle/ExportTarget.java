package io.github.privlint.gradle;

import java.io.File;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.artifacts.Configuration;

/** A project whose export is being set up. */
public final class ExportTarget {
    public final Project project;
    /** The task that stands for all exports of the project. */
    public final Task umbrella;
    public final Options options;
    /** What every file of the export says of the build, as JSON. */
    public final String build;

    public ExportTarget(Project project, Task umbrella, Options options, String build) {
        this.project = project;
        this.umbrella = umbrella;
        this.options = options;
        this.build = build;
    }

    /** A file of the export of the project. */
    public File file(String name) {
        return new File(new File(project.getRootDir(), options.out()), prefix() + "__" + name + ".json");
    }

    /** What names of files of the project begin with. */
    public String prefix() {
        return project.getPath().equals(":") ? "root" : project.getPath().substring(1).replace(":", "__");
    }

    /** The name of a task for a configuration or variant: letters and digits only. */
    public static String taskName(String prefix, String name) {
        String plain = name.replaceAll("[^A-Za-z0-9]", "");
        return prefix + (plain.isEmpty() ? "" : plain.substring(0, 1).toUpperCase() + plain.substring(1));
    }
}
