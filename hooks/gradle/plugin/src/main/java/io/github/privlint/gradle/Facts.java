package io.github.privlint.gradle;

import java.io.File;
import org.gradle.api.Action;
import org.gradle.api.Project;
import org.gradle.api.file.ConfigurableFileTree;

/** The facts of each project, in folders beside that of the export. */
public final class Facts {
    private Facts() {}

    static void add(final ExportTarget target) {
        Action<FactsTask> configure = new Action<FactsTask>() {
            @Override
            public void execute(FactsTask task) {
                task.setGroup("verification");
                task.setDescription("Finds what the sources of the project declare, for privlint; a build cache keeps it.");
                task.setSources(Facts.sources(target.project));
                task.setCommand(Gate.words(target.options.command()));
                task.setModule(target.project.getPath());
                task.setFolder(target.project.getRootDir());
                task.setOutput(new File(Facts.folder(target.project, target.options), target.prefix()));
            }
        };
        if (Options.MODERN) {
            target.project.getTasks().register(Companion.FACTS, FactsTask.class, configure);
        } else {
            target.project.getTasks().create(Companion.FACTS, FactsTask.class, configure);
        }
    }

    /** The folder that holds those of all projects. */
    static File folder(Project project, Options options) {
        return new File(project.getRootDir(), options.out() + "-facts");
    }

    /** Sources below a project, but for those of tests, of what is built, and of projects inside. */
    static ConfigurableFileTree sources(Project project) {
        ConfigurableFileTree tree = project.fileTree(project.getProjectDir());
        tree.include("**/*.java", "**/*.kt");
        tree.exclude("src/test/**", "src/androidTest/**", "**/.*/**");
        Object build = Members.call(Members.call(project.getLayout(), "getBuildDirectory"), "get");
        excludeBelow(tree, (File) Members.call(build, "getAsFile"));
        for (Project each : project.getSubprojects()) {
            excludeBelow(tree, each.getProjectDir());
        }
        return tree;
    }

    static void excludeBelow(ConfigurableFileTree tree, File folder) {
        String path = BuildInputs.relative(tree.getDir(), folder);
        if (!path.isEmpty() && !path.startsWith("..")) {
            tree.exclude(path + "/**");
        }
    }
}
