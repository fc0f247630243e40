package io.github.privlint.gradle;

import org.gradle.api.Plugin;
import org.gradle.api.Project;

/** The plugin `io.github.privlint`: at the root for the whole build, or in one module. */
public class PrivlintPlugin implements Plugin<Project> {
    @Override
    public void apply(Project project) {
        PrivlintExtension extension = project.getExtensions().create("privlint", PrivlintExtension.class);
        Options options = new ExtensionOptions(project, extension);
        if (project.equals(project.getRootProject())) {
            Companion.applyToBuild(project, options);
        } else {
            Companion.applyToProject(project, options);
        }
    }
}
