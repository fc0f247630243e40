package io.github.privlint.gradle;

import java.util.ArrayList;
import java.util.List;

/** The block `privlint { }` of a build script. What it leaves open is as in {@link Options}. */
public class PrivlintExtension {
    private String failOn;
    private String baseline;
    private String command;
    private String variants;
    private String configurations;
    private Boolean fail;
    private Boolean facts;
    private List<String> gate;
    private List<String> arguments = new ArrayList<String>();

    /** `error`, `warning` or `note`: from here on findings fail the build. */
    public String getFailOn() {
        return failOn;
    }

    public void setFailOn(String failOn) {
        this.failOn = failOn;
    }

    /** A file with accepted findings, relative to the root of the build. */
    public String getBaseline() {
        return baseline;
    }

    public void setBaseline(String baseline) {
        this.baseline = baseline;
    }

    /** How to start privlint. */
    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    /** A regular expression: the variants of which merged manifests are exported. */
    public String getVariants() {
        return variants;
    }

    public void setVariants(String variants) {
        this.variants = variants;
    }

    /** A regular expression: the configurations that are exported. */
    public String getConfigurations() {
        return configurations;
    }

    public void setConfigurations(String configurations) {
        this.configurations = configurations;
    }

    /** Whether findings fail the build. */
    public Boolean getFail() {
        return fail;
    }

    public void setFail(Boolean fail) {
        this.fail = fail;
    }

    /** Whether a check uses facts, which a build cache may have. */
    public Boolean getFacts() {
        return facts;
    }

    public void setFacts(Boolean facts) {
        this.facts = facts;
    }

    /** What asks for a check: `check`, `release`, both, or nothing. */
    public List<String> getGate() {
        return gate;
    }

    public void setGate(List<String> gate) {
        this.gate = gate;
    }

    /** What else to hand to `privlint check`. */
    public List<String> getArguments() {
        return arguments;
    }

    public void setArguments(List<String> arguments) {
        this.arguments = arguments;
    }
}
