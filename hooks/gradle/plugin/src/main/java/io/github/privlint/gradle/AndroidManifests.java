package io.github.privlint.gradle;

import groovy.json.JsonOutput;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradle.api.Action;
import org.gradle.api.GradleException;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.file.RegularFile;
import org.gradle.api.provider.Provider;

/** Exports the merged manifest of every shipped variant. The Android plugin is on no class path here, so its API is
 * called by name: that of variants since 7.0, and the older one of 2 to 6. */
public final class AndroidManifests {
    private static final String MERGED = "com.android.build.api.artifact.SingleArtifact" + '$' + "MERGED_MANIFEST";

    private AndroidManifests() {}

    static void export(final ExportTarget target) {
        target.project.getPlugins().withId("com.android.application", new Action<Plugin>() {
            @Override
            public void execute(Plugin plugin) {
                Object components = target.project.getExtensions().findByName("androidComponents");
                if (components != null) {
                    AndroidManifests.ofComponents(target, components);
                } else {
                    AndroidManifests.ofVariants(target, target.project.getExtensions().getByName("android"));
                }
            }
        });
    }

    static void ofComponents(final ExportTarget target, Object components) {
        final Object artifact = mergedManifest(components);
        Members.call(components, "onVariants", Members.call(Members.call(components, "selector"), "all"),
                new Action<Object>() {
            @Override
            public void execute(Object variant) {
                String name = (String) Members.call(variant, "getName");
                if (name.matches(target.options.variants())) {
                    Object manifest = Members.call(Members.call(variant, "getArtifacts"), "get", artifact);
                    AndroidManifests.register(target, name, AndroidManifests.described(variant, name), (Provider<RegularFile>) manifest);
                }
            }
        });
    }

    /** The object of Kotlin that stands for the merged manifest. */
    static Object mergedManifest(Object components) {
        try {
            Class<?> type = components.getClass().getClassLoader().loadClass(MERGED);
            return type.getField("INSTANCE").get(null);
        } catch (ReflectiveOperationException error) {
            throw new GradleException("privlint: this Android plugin has no " + MERGED, error);
        }
    }

    static void register(
            final ExportTarget target, final String name, final String variant, final Provider<RegularFile> manifest) {
        final File report = report(target.project, name);
        final File file = target.file(name + "__manifest");
        target.umbrella.dependsOn(target.project.getTasks().register(
                ExportTarget.taskName("privlintManifest", name), ManifestExportTask.class,
                new Action<ManifestExportTask>() {
            @Override
            public void execute(ManifestExportTask task) {
                task.getManifest().set(manifest);
                task.getReport().set(report.getPath());
                task.getVariant().set(variant);
                task.getBuild().set(target.build);
                task.getFile().set(file.getPath());
            }
        }));
    }

    static void ofVariants(final ExportTarget target, Object android) {
        Members.call(Members.call(android, "getApplicationVariants"), "all", new Action<Object>() {
            @Override
            public void execute(Object variant) {
                String name = (String) Members.call(variant, "getName");
                if (name.matches(target.options.variants())) {
                    AndroidManifests.add(target, variant, name);
                }
            }
        });
    }

    static void add(ExportTarget target, Object variant, String name) {
        Object output = ((Iterable<?>) Members.call(variant, "getOutputs")).iterator().next();
        final Object merging = Members.has(output, "getProcessManifestProvider")
                ? Members.call(Members.call(output, "getProcessManifestProvider"), "get")
                : Members.call(output, "getProcessManifest");
        final File report = report(target.project, name);
        final File file = target.file(name + "__manifest");
        final String build = target.build;
        final String description = described(variant, name);
        Task task = target.project.getTasks().create(ExportTarget.taskName("privlintManifest", name));
        task.dependsOn(merging);
        task.doLast(new Action<Task>() {
            @Override
            public void execute(Task each) {
                ExportFile.writeManifest(file, build, AndroidManifests.written(merging), report, description);
            }
        });
        target.umbrella.dependsOn(task);
    }

    /** Where the task of the older plugin writes: a file until 2.3, then a folder, then a provider of one. */
    static File written(Object merging) {
        if (Members.has(merging, "getManifestOutputFile")) {
            return (File) Members.call(merging, "getManifestOutputFile");
        }
        String name = Members.has(merging, "getMultiApkManifestOutputDirectory")
                ? "getMultiApkManifestOutputDirectory"
                : "getManifestOutputDirectory";
        Object folder = Members.call(merging, name);
        if (!(folder instanceof File)) {
            folder = Members.call(Members.call(folder, "get"), "getAsFile");
        }
        return new File((File) folder, "AndroidManifest.xml");
    }

    /** The report of the merger: what each element comes from. The plugin has written it to the same place since 2.0. */
    static File report(Project project, String variant) {
        Object folder = Members.call(Members.call(project.getLayout(), "getBuildDirectory"), "get");
        return new File((File) Members.call(folder, "getAsFile"), "outputs/logs/manifest-merger-" + variant + "-report.txt");
    }

    /** Name, build type and flavours of a variant, as JSON. */
    static String described(Object variant, String name) {
        Object type = Members.call(variant, "getBuildType");
        List<String> flavors = new ArrayList<String>();
        for (Object each : (Iterable<?>) Members.call(variant, "getProductFlavors")) {
            // a pair of dimension and flavour since 7.0
            flavors.add((String) Members.call(each, Members.has(each, "getSecond") ? "getSecond" : "getName"));
        }
        Map<String, Object> row = new LinkedHashMap<String, Object>();
        row.put("variant", name);
        row.put("build_type", type == null || type instanceof String ? type : Members.call(type, "getName"));
        row.put("flavors", flavors);
        if (type == null) {
            row.put("build_type", "");
        }
        return JsonOutput.toJson(row);
    }
}
