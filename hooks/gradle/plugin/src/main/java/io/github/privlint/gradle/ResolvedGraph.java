package io.github.privlint.gradle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradle.api.artifacts.ModuleVersionIdentifier;
import org.gradle.api.artifacts.component.ComponentIdentifier;
import org.gradle.api.artifacts.component.ModuleComponentIdentifier;
import org.gradle.api.artifacts.component.ProjectComponentIdentifier;
import org.gradle.api.artifacts.result.ComponentSelectionReason;
import org.gradle.api.artifacts.result.DependencyResult;
import org.gradle.api.artifacts.result.ResolvedComponentResult;
import org.gradle.api.artifacts.result.ResolvedDependencyResult;
import org.gradle.api.artifacts.result.UnresolvedDependencyResult;

/** A resolved configuration as plain maps and lists, in the names of the export format. */
public final class ResolvedGraph {
    private final List<Object> components = new ArrayList<Object>();
    private final List<Object> edges = new ArrayList<Object>();
    private final List<Object> unresolved = new ArrayList<Object>();
    private final Map<String, List<String>> paths = new LinkedHashMap<String, List<String>>();
    private final Map<String, Boolean> seen = new LinkedHashMap<String, Boolean>();

    /** Walks breadth first, so that the path by which a component is met first is a shortest one. */
    public static Map<String, Object> of(ResolvedComponentResult root, String name) {
        ResolvedGraph graph = new ResolvedGraph();
        ArrayDeque<ResolvedComponentResult> queue = new ArrayDeque<ResolvedComponentResult>();
        List<String> start = new ArrayList<String>();
        start.add(key(root.getId()));
        graph.paths.put(key(root.getId()), start);
        queue.add(root);
        while (!queue.isEmpty()) {
            ResolvedComponentResult next = queue.poll();
            if (graph.seen.put(key(next.getId()), Boolean.TRUE) == null) {
                graph.add(next, queue);
            }
        }
        Map<String, Object> result = new LinkedHashMap<String, Object>();
        result.put("name", name);
        result.put("variant", variantOf(name));
        result.put("root", key(root.getId()));
        result.put("components", graph.components);
        result.put("edges", graph.edges);
        result.put("unresolved", graph.unresolved);
        return result;
    }

    /** The id of a component: the path of a project of this build, or what Gradle calls it. */
    public static String key(ComponentIdentifier id) {
        return isProject(id) ? ((ProjectComponentIdentifier) id).getProjectPath() : id.getDisplayName();
    }

    /** The build variant that a configuration belongs to, "" for builds without variants. */
    public static String variantOf(String configuration) {
        String name = configuration.startsWith("_") ? configuration.substring(1) : configuration;
        for (String end : Arrays.asList("RuntimeClasspath", "Apk")) {
            if (name.endsWith(end)) {
                return name.substring(0, name.length() - end.length());
            }
        }
        return "";
    }

    /** Projects of other builds have a longer name than their path. */
    static boolean isProject(ComponentIdentifier id) {
        return id instanceof ProjectComponentIdentifier &&
                id.getDisplayName().equals("project " + ((ProjectComponentIdentifier) id).getProjectPath());
    }

    void add(ResolvedComponentResult component, ArrayDeque<ResolvedComponentResult> queue) {
        String id = key(component.getId());
        components.add(described(component, id));
        for (DependencyResult dependency : component.getDependencies()) {
            Map<String, Object> row = new LinkedHashMap<String, Object>();
            row.put("from", id);
            if (dependency instanceof ResolvedDependencyResult) {
                ResolvedComponentResult selected = ((ResolvedDependencyResult) dependency).getSelected();
                String target = key(selected.getId());
                boolean constraint = Members.flag(dependency, "isConstraint");
                row.put("to", target);
                row.put("requested", dependency.getRequested().getDisplayName());
                row.put("constraint", constraint);
                edges.add(row);
                if (!constraint && !paths.containsKey(target)) {
                    List<String> path = new ArrayList<String>(paths.get(id));
                    path.add(target);
                    paths.put(target, path);
                    queue.add(selected);
                }
            } else if (dependency instanceof UnresolvedDependencyResult) {
                row.put("requested", dependency.getRequested().getDisplayName());
                row.put("failure", firstLine(((UnresolvedDependencyResult) dependency).getFailure()));
                unresolved.add(row);
            }
        }
    }

    Map<String, Object> described(ResolvedComponentResult component, String id) {
        Map<String, Object> row = new LinkedHashMap<String, Object>();
        row.put("id", id);
        boolean module = component.getId() instanceof ModuleComponentIdentifier;
        row.put("kind", module ? "module" : isProject(component.getId()) ? "project" : "other");
        ModuleVersionIdentifier version = component.getModuleVersion();
        if (version != null) {
            row.put("group", version.getGroup());
            row.put("name", version.getName());
            row.put("version", version.getVersion());
        }
        row.put("selection", reasons(component.getSelectionReason()));
        row.put("path", paths.get(id));
        return row;
    }

    /** Until Gradle 4.6 there was one description, and three flags. */
    static List<Object> reasons(ComponentSelectionReason reason) {
        List<Object> rows = new ArrayList<Object>();
        if (Members.has(reason, "getDescriptions")) {
            for (Object each : (Iterable<?>) Members.call(reason, "getDescriptions")) {
                rows.add(reasonRow(Members.call(each, "getCause"), Members.call(each, "getDescription")));
            }
            return rows;
        }
        Object cause = "requested";
        if (Members.flag(reason, "isForced")) {
            cause = "forced";
        } else if (Members.flag(reason, "isConflictResolution")) {
            cause = "conflict_resolution";
        } else if (Members.flag(reason, "isSelectedByRule")) {
            cause = "selected_by_rule";
        }
        rows.add(reasonRow(cause, Members.call(reason, "getDescription")));
        return rows;
    }

    static Map<String, Object> reasonRow(Object cause, Object text) {
        Map<String, Object> row = new LinkedHashMap<String, Object>();
        row.put("cause", String.valueOf(cause).toLowerCase(Locale.ROOT));
        row.put("text", text == null ? "" : String.valueOf(text));
        return row;
    }

    static String firstLine(Throwable failure) {
        String message = failure == null ? null : failure.getMessage();
        return message == null ? "" : message.split("\n")[0].trim();
    }
}
