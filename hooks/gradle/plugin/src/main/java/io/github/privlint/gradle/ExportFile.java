package io.github.privlint.gradle;

import groovy.json.JsonOutput;
import groovy.json.JsonSlurper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradle.api.GradleException;
import org.gradle.api.artifacts.component.ComponentIdentifier;
import org.gradle.util.GradleVersion;

/** Writes the files of an export. What tasks hand over is text, so that a configuration cache can keep it. */
public final class ExportFile {
    public static final String SCHEMA = "privlint.gradle-export/1";

    private ExportFile() {}

    /** Writes what a configuration was resolved to. `build` is what {@link #build} gave. */
    public static void writeGraph(File out, String build, Map<String, Object> graph, Collection<String> artifacts) {
        List<Object> rows = new ArrayList<Object>();
        for (String each : artifacts) {
            rows.add(new JsonSlurper().parseText(each));
        }
        graph.put("artifacts", rows);
        write(out, build, "configuration", graph);
    }

    /** Writes the merged manifest of a variant, with the merger's report if there is one. */
    public static void writeManifest(File out, String build, File manifest, File report, String variant) {
        Map<String, Object> content = new LinkedHashMap<String, Object>();
        content.putAll((Map<String, Object>) new JsonSlurper().parseText(variant));
        content.put("text", text(manifest));
        content.put("report", report.isFile() ? text(report) : "");
        write(out, build, "manifest", content);
    }

    /** What every file of the export of a project says of the build, as JSON. */
    public static String build(String root, String project, Map<String, String> modules, Collection<String> logic) {
        Map<String, Object> content = new LinkedHashMap<String, Object>();
        content.put("root", root);
        content.put("project", project);
        content.put("modules", modules);
        content.put("logic", logic);
        return JsonOutput.toJson(content);
    }

    /** A file of a component, as JSON. */
    public static String artifact(ComponentIdentifier id, File file, String root) {
        String path = BuildInputs.relative(new File(root), file);
        boolean inside = !path.startsWith("..") && !new File(path).isAbsolute();
        Map<String, Object> row = new LinkedHashMap<String, Object>();
        row.put("component", ResolvedGraph.key(id));
        row.put("file", inside ? path : file.getName());
        row.put("inside", inside);
        return JsonOutput.toJson(row);
    }

    static void write(File out, String build, String kind, Map<String, Object> content) {
        Map<String, Object> known = (Map<String, Object>) new JsonSlurper().parseText(build);
        Map<String, String> modules = (Map<String, String>) known.get("modules");
        File root = new File((String) known.get("root"));
        Map<String, Object> document = new LinkedHashMap<String, Object>();
        document.put("schema", SCHEMA);
        document.put("gradle", GradleVersion.current().getVersion());
        document.put("project", known.get("project"));
        document.put("modules", modules);
        document.put("inputs", BuildInputs.digests(root, modules.values(), (Collection<String>) known.get("logic")));
        document.put(kind, content);
        try {
            out.getParentFile().mkdirs();
            Files.write(out.toPath(), JsonOutput.toJson(document).getBytes("UTF-8"));
        } catch (IOException error) {
            throw new GradleException("privlint: " + out + " cannot be written: " + error.getMessage(), error);
        }
    }

    static String text(File file) {
        try {
            return new String(Files.readAllBytes(file.toPath()), "UTF-8");
        } catch (IOException error) {
            throw new GradleException("privlint: " + file + " cannot be read: " + error.getMessage(), error);
        }
    }
}
