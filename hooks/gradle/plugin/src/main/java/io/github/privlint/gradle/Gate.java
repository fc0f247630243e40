package io.github.privlint.gradle;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradle.api.Action;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.specs.Spec;
import org.gradle.api.tasks.TaskCollection;

/** The check, and the tasks of a build that ask for it. */
public final class Gate {
    private static final String RELEASE = "(assemble|bundle|package)(.*)Release";

    private Gate() {}

    /** `checking` is the path of the project that has the check; others only ask for it. `owners`: see {@link Companion#apply}. */
    static void add(Project project, final Options options, List<String> owners, String checking) {
        if (project.getPath().equals(checking)) {
            addCheck(project, options, owners);
        }
        final String check = checking.equals(":") ? ":" + Companion.CHECK : checking + ":" + Companion.CHECK;
        Companion.whenEvaluated(project, new Action<Project>() {
            @Override
            public void execute(Project evaluated) {
                Gate.askFor(check, evaluated, options.gate());
            }
        });
    }

    static void askFor(final String check, Project project, final List<String> gate) {
        TaskCollection<Task> asking = project.getTasks().matching(new Spec<Task>() {
            @Override
            public boolean isSatisfiedBy(Task task) {
                return Gate.asks(task.getName(), gate);
            }
        });
        Action<Task> ask = new Action<Task>() {
            @Override
            public void execute(Task task) {
                task.dependsOn(check);
            }
        };
        if (Options.MODERN) {
            asking.configureEach(ask);
        } else {
            asking.all(ask);
        }
    }

    static boolean asks(String task, List<String> gate) {
        return gate.contains("check") && task.equals("check") || gate.contains("release") && task.matches(RELEASE);
    }

    static void addCheck(final Project project, final Options options, final List<String> owners) {
        final File folder = project.getRootDir();
        if (Options.MODERN) {
            project.getTasks().register(Companion.CHECK, LinterTask.class, new Action<LinterTask>() {
                @Override
                public void execute(LinterTask task) {
                    Gate.describe(task, owners, options);
                    task.getCommand().set(Gate.command(project, options));
                    task.getFolder().set(folder.getPath());
                    task.getReport().set(Gate.report(folder, options).getPath());
                    task.getFail().set(options.fail());
                }
            });
            return;
        }
        Task check = project.getTasks().create(Companion.CHECK);
        describe(check, owners, options);
        check.doLast(new Action<Task>() {
            @Override
            public void execute(Task task) {
                LinterRun.run(
                        Gate.command(project, options), folder, Gate.report(folder, options), options.fail(), task.getLogger());
            }
        });
    }

    static void describe(Task check, final List<String> owners, final Options options) {
        check.setGroup("verification");
        check.setDescription("Runs privlint on the build, with what Gradle resolved and merged.");
        check.dependsOn(tasks(owners, Companion.EXPORT).toArray());
        check.dependsOn(new Callable<List<String>>() { // options are known only when the build script was read
            @Override
            public List<String> call() {
                return options.facts() ? Gate.tasks(owners, Companion.FACTS) : new ArrayList<String>();
            }
        });
    }

    static List<String> tasks(List<String> owners, String name) {
        List<String> paths = new ArrayList<String>();
        for (String owner : owners) {
            paths.add(owner + name);
        }
        return paths;
    }

    static File report(File folder, Options options) {
        return new File(new File(folder, options.out()), "report/findings.json"); // beside the files of the export
    }

    static List<String> command(Project project, Options options) {
        List<String> command = new ArrayList<String>();
        command.addAll(words(options.command()));
        command.add("check");
        if (!options.failOn().isEmpty()) {
            command.addAll(Arrays.asList("--fail-on", options.failOn()));
        }
        if (!options.baseline().isEmpty()) {
            command.addAll(Arrays.asList("--baseline", options.baseline()));
        }
        if (options.facts()) {
            command.addAll(Arrays.asList(LinterRun.FACTS, Facts.folder(project, options).getPath()));
        }
        command.addAll(words(options.arguments()));
        command.add(".");
        return command;
    }

    static List<String> words(String text) {
        return text.trim().isEmpty() ? new ArrayList<String>() : Arrays.asList(text.trim().split("\\s+"));
    }
}
