package io.github.privlint.gradle;

import groovy.json.JsonSlurper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gradle.api.GradleException;
import org.gradle.api.logging.Logger;

/** Runs the linter. A process builder does it: Gradle has no way to start processes that is the same from 4.4 to 9. */
public final class LinterRun {
    /** Before the folder of facts that a check uses. */
    static final String FACTS = "--facts";
    private static final int MOST_LINES = 20;

    private LinterRun() {}

    /** Fails the build if there are findings, unless it shall not. `report` is a file for the report as JSON. */
    public static void run(List<String> command, File folder, File report, boolean fail, Logger logger) {
        report.getParentFile().mkdirs();
        int facts = command.indexOf(FACTS) + 1;
        if (facts > 0) {
            new File(command.get(facts)).mkdirs(); // projects without sources leave none
        }
        List<String> all = new ArrayList<String>(command);
        all.add("--output");
        all.add("json=" + report.getPath());
        int status = start(all, folder, logger);
        if (status == 1 && !fail) {
            logger.warn("privlint: there are findings; the build goes on because privlint.fail is false");
        } else if (status == 1) {
            throw new GradleException("privlint found problems:\n" + worst(report));
        } else if (status != 0) {
            throw new GradleException("privlint could not do its work (exit status " + status + "), see above");
        }
    }

    static int start(List<String> command, File folder, Logger logger) {
        Process process = started(command, folder);
        try {
            BufferedReader reader = output(process);
            String line = reader.readLine();
            while (line != null) {
                logger.lifecycle(line);
                line = reader.readLine();
            }
            return process.waitFor();
        } catch (IOException error) {
            throw new GradleException("privlint: its output cannot be read: " + error.getMessage(), error);
        } catch (InterruptedException error) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new GradleException("privlint was interrupted", error);
        }
    }

    /** The first line of what a command says. */
    static String answer(List<String> command, File folder) {
        Process process = started(command, folder);
        try {
            return String.valueOf(output(process).readLine());
        } catch (IOException error) {
            throw new GradleException("privlint: its output cannot be read: " + error.getMessage(), error);
        } finally {
            process.destroy();
        }
    }

    static Process started(List<String> command, File folder) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("PYTHONUTF8", "1");
            Process process = builder.directory(folder).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException error) {
            throw new GradleException("privlint: '" + command.get(0) + "' cannot be started (" + error.getMessage() +
                    "). Install it with 'pipx install privlint', or name it with -Pprivlint.command=PATH", error);
        }
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The places of the findings, the worst first; notes only where there is nothing else. */
    static String worst(File report) {
        Map<?, ?> document = (Map<?, ?>) new JsonSlurper().parse(report, "UTF-8");
        List<String> lines = new ArrayList<String>();
        for (String severity : Arrays.asList("error", "warning", "note")) {
            if (!severity.equals("note") || lines.isEmpty()) {
                for (Object each : (Iterable<?>) document.get("findings")) {
                    addLine(lines, (Map<?, ?>) each, severity);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < lines.size() && at < MOST_LINES; at++) {
            text.append("  ").append(lines.get(at)).append("\n");
        }
        if (lines.size() > MOST_LINES) {
            text.append("  and ").append(lines.size() - MOST_LINES).append(" more\n");
        }
        return text.toString();
    }

    static void addLine(List<String> lines, Map<?, ?> finding, String severity) {
        if (severity.equals(finding.get("severity"))) {
            lines.add(finding.get("path") + ":" + finding.get("line") + ": " + severity + " " + finding.get("code") +
                    " " + finding.get("message"));
        }
    }
}
