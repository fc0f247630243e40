package io.github.privlint.gradle;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradle.api.Action;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.initialization.IncludedBuild;

/** Adds the tasks `privlintExport`, `privlintFacts` and `privlintCheck` to a project. */
public final class Companion {
    public static final String EXPORT = "privlintExport";
    public static final String FACTS = "privlintFacts";
    public static final String CHECK = "privlintCheck";
    private static final String MARKER = "io.github.privlint.applied";

    private Companion() {}

    /** Adds the tasks to every project of a build: exports and facts everywhere, the check once, at the root. */
    public static void applyToBuild(final Project root, Options options) {
        if (isForeign(root)) {
            return;
        }
        List<String> owners = new ArrayList<String>();
        for (Project each : root.getAllprojects()) {
            owners.add(each.getPath().equals(":") ? ":" : each.getPath() + ":");
        }
        for (Project each : root.getAllprojects()) {
            apply(each, options, owners, root.getPath());
        }
    }

    /** Adds the tasks to one project: its own export and facts, and a check. */
    public static void applyToProject(Project project, Options options) {
        if (!isForeign(project)) {
            List<String> owners = new ArrayList<String>();
            owners.add("");
            apply(project, options, owners, project.getPath());
        }
    }

    /** `buildSrc` and included builds are no part of what is shipped. And they run `check` when nobody asked. */
    static boolean isForeign(Project project) {
        return project.getGradle().getParent() != null;
    }

    /** `owners` are the paths of the projects that a check needs, up to the names of their tasks. */
    static void apply(final Project project, final Options options, List<String> owners, String checking) {
        if (project.getExtensions().getExtraProperties().has(MARKER)) {
            return; // an init script and `apply from`, say
        }
        project.getExtensions().getExtraProperties().set(MARKER, Boolean.TRUE);
        final Task umbrella = project.getTasks().create(EXPORT);
        umbrella.setGroup("verification");
        umbrella.setDescription("Exports resolved dependencies and merged manifests of what is shipped, for privlint.");
        final ExportTarget target = new ExportTarget(project, umbrella, options, build(project));
        AndroidManifests.export(target);
        Facts.add(target);
        whenEvaluated(project, new Action<Project>() {
            @Override
            public void execute(Project evaluated) {
                GraphExport.export(target);
            }
        });
        Gate.add(project, options, owners, checking);
    }

    /** The Android plugin before 7 makes its configurations late, which live collections see; options are known then. */
    static void whenEvaluated(Project project, Action<Project> action) {
        if (project.getState().getExecuted()) {
            action.execute(project);
        } else {
            project.afterEvaluate(action);
        }
    }

    static String build(Project project) {
        File root = project.getRootDir();
        Map<String, String> modules = new TreeMap<String, String>();
        for (Project each : project.getRootProject().getAllprojects()) {
            modules.put(each.getPath(), BuildInputs.relative(root, each.getProjectDir()));
        }
        List<String> logic = new ArrayList<String>();
        for (IncludedBuild each : project.getGradle().getIncludedBuilds()) {
            logic.add(BuildInputs.relative(root, each.getProjectDir()));
        }
        return ExportFile.build(root.getPath(), project.getPath(), modules, logic);
    }
}
