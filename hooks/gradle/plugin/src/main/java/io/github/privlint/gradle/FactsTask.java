package io.github.privlint.gradle;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.FileCollection;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.InputFiles;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.PathSensitive;
import org.gradle.api.tasks.PathSensitivity;
import org.gradle.api.tasks.SkipWhenEmpty;
import org.gradle.api.tasks.TaskAction;

/** Finds what the sources of a project declare. What it needs are plain values, so that it is the same from Gradle 4.4
 * to 9; nothing of it tells where the build lies, so that a build cache answers for other checkouts. */
@CacheableTask
public class FactsTask extends DefaultTask {
    private FileCollection sources;
    private List<String> command;
    private String module;
    private File folder;
    private File output;

    @InputFiles
    @SkipWhenEmpty
    @PathSensitive(PathSensitivity.RELATIVE)
    public FileCollection getSources() {
        return sources;
    }

    public void setSources(FileCollection sources) {
        this.sources = sources;
    }

    /** How to start privlint: what counts of that is the version. */
    @Internal
    public List<String> getCommand() {
        return command;
    }

    public void setCommand(List<String> command) {
        this.command = command;
    }

    @Input
    public String getVersion() {
        List<String> asking = new ArrayList<String>(command);
        asking.add("--version");
        return LinterRun.answer(asking, folder);
    }

    @Input
    public String getModule() {
        return module;
    }

    public void setModule(String module) {
        this.module = module;
    }

    /** The root of the build. */
    @Internal
    public File getFolder() {
        return folder;
    }

    public void setFolder(File folder) {
        this.folder = folder;
    }

    @OutputDirectory
    public File getOutput() {
        return output;
    }

    public void setOutput(File output) {
        this.output = output;
    }

    @TaskAction
    public void find() {
        for (File old : BuildInputs.children(output)) {
            old.delete(); // named after what the sources held, so nothing else would take them away
        }
        List<String> all = new ArrayList<String>(command);
        all.addAll(Arrays.asList("facts", ".", "--module", module, "--output", output.getPath()));
        int status = LinterRun.start(all, folder, getLogger());
        if (status != 0) {
            throw new GradleException("privlint found no facts (exit status " + status + "), see above");
        }
    }
}
