package io.github.privlint.gradle;

import java.io.File;
import org.gradle.api.Action;
import org.gradle.api.Task;
import org.gradle.api.artifacts.ArtifactCollection;
import org.gradle.api.artifacts.ArtifactView;
import org.gradle.api.artifacts.Configuration;
import org.gradle.api.artifacts.component.ComponentIdentifier;
import org.gradle.api.artifacts.component.ProjectComponentIdentifier;
import org.gradle.api.specs.Spec;

/** Exports the graph of every shipped configuration of a project. */
public final class GraphExport {
    /** Configurations of the same names that are of tools and tests. */
    private static final String NOT_SHIPPED = "(?i).*(test|lint|annotationProcessor|kapt|ksp|kotlinCompiler).*";

    private GraphExport() {}

    static void export(final ExportTarget target) {
        final String wanted = target.options.configurations();
        target.project.getConfigurations().matching(new Spec<Configuration>() {
            @Override
            public boolean isSatisfiedBy(Configuration each) {
                return each.getName().matches(wanted) && !each.getName().matches(NOT_SHIPPED);
            }
        }).all(new Action<Configuration>() {
            @Override
            public void execute(Configuration each) {
                if (each.isCanBeResolved()) {
                    GraphExport.add(target, each);
                }
            }
        });
    }

    static void add(ExportTarget target, Configuration configuration) {
        String task = ExportTarget.taskName("privlintGraph", configuration.getName());
        File file = target.file(configuration.getName());
        if (Options.MODERN) {
            target.umbrella.dependsOn(target.project.getTasks().register(
                    task, GraphExportTask.class, configure(target, configuration, file)));
        } else {
            Task made = target.project.getTasks().create(task);
            made.doLast(act(target, configuration, file));
            target.umbrella.dependsOn(made);
        }
    }

    static Action<GraphExportTask> configure(
            final ExportTarget target, final Configuration configuration, final File file) {
        final String root = target.project.getRootDir().getPath();
        return new Action<GraphExportTask>() {
            @Override
            public void execute(GraphExportTask task) {
                task.getRootComponent().set(configuration.getIncoming().getResolutionResult().getRootComponent());
                task.getArtifacts().set(GraphExport.artifacts(configuration).getResolvedArtifacts().map(new ArtifactTexts(root)));
                task.getConfigurationName().set(configuration.getName());
                task.getBuild().set(target.build);
                task.getFile().set(file.getPath());
            }
        };
    }

    static Action<Task> act(ExportTarget target, final Configuration configuration, final File file) {
        final String build = target.build;
        final String root = target.project.getRootDir().getPath();
        return new Action<Task>() {
            @Override
            public void execute(Task task) {
                ExportFile.writeGraph(
                        file,
                        build,
                        ResolvedGraph.of(
                                configuration.getIncoming().getResolutionResult().getRoot(), configuration.getName()),
                        new ArtifactTexts(root).transform(GraphExport.artifacts(configuration)));
            }
        };
    }

    /** The files of libraries, as far as they are there; those of projects would have to be built first. */
    static ArtifactCollection artifacts(Configuration configuration) {
        return configuration.getIncoming().artifactView(new Action<ArtifactView.ViewConfiguration>() {
            @Override
            public void execute(ArtifactView.ViewConfiguration view) {
                view.lenient(true);
                view.componentFilter(new Spec<ComponentIdentifier>() {
                    @Override
                    public boolean isSatisfiedBy(ComponentIdentifier id) {
                        return !(id instanceof ProjectComponentIdentifier);
                    }
                });
            }
        }).getArtifacts();
    }
}
