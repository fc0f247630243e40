package io.github.privlint.gradle;

import java.util.Arrays;
import java.util.List;
import org.gradle.api.Project;
import org.gradle.util.GradleVersion;

/** What can be chosen. Each is a property of Gradle, `-Pprivlint.NAME=…` or a line of gradle.properties. */
public class Options {
    /** Gradle has providers of everything that is needed here, and a configuration cache that asks for them. */
    public static final boolean MODERN = GradleVersion.current().compareTo(GradleVersion.version("7.4")) >= 0;

    private final Project project;

    public Options(Project project) {
        this.project = project;
    }

    /** The configurations to export: what is shipped. */
    public String configurations() {
        return text("configurations", "(?i)(.*release)?runtimeClasspath|_.*releaseApk");
    }

    /** The variants of which merged manifests are exported. */
    public String variants() {
        return text("variants", "(?i).*release");
    }

    /** The folder to write to, relative to the root of the build. */
    public String out() {
        return text("out", "build/privlint");
    }

    /** How to start privlint; words are separated by spaces. */
    public String command() {
        return text("command", "privlint");
    }

    /** The severity from which on findings fail the build, "" for what privlint's settings say. */
    public String failOn() {
        return text("failOn", "");
    }

    /** A file with accepted findings, relative to the root of the build, "" for what privlint's settings say. */
    public String baseline() {
        return text("baseline", "");
    }

    /** What else to hand to `privlint check`; words are separated by spaces. */
    public String arguments() {
        return text("arguments", "");
    }

    /** Whether findings fail the build. */
    public boolean fail() {
        return !text("fail", "true").equals("false");
    }

    /** Whether a check uses facts, which a build cache may have. */
    public boolean facts() {
        return text("facts", "false").equals("true");
    }

    /** What asks for a check: `check`, `release`, both, or `none`. */
    public List<String> gate() {
        return Arrays.asList(text("gate", "check").split("\\s*,\\s*"));
    }

    protected String text(String name, String usual) {
        Object value = MODERN
                ? project.getProviders().gradleProperty("privlint." + name).getOrNull()
                : project.findProperty("privlint." + name);
        return value == null ? usual : value.toString();
    }
}
