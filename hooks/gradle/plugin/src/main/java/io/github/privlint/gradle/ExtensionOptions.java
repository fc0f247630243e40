package io.github.privlint.gradle;

import org.gradle.api.Project;

/** The extension block; a property of the command line counts more. */
public class ExtensionOptions extends Options {
    private final PrivlintExtension extension;

    public ExtensionOptions(Project project, PrivlintExtension extension) {
        super(project);
        this.extension = extension;
    }

    @Override
    protected String text(String name, String usual) {
        return super.text(name, written(name, usual));
    }

    private String written(String name, String usual) {
        Object value = null;
        if (name.equals("failOn")) {
            value = extension.getFailOn();
        } else if (name.equals("baseline")) {
            value = extension.getBaseline();
        } else if (name.equals("command")) {
            value = extension.getCommand();
        } else if (name.equals("variants")) {
            value = extension.getVariants();
        } else if (name.equals("configurations")) {
            value = extension.getConfigurations();
        } else if (name.equals("fail")) {
            value = extension.getFail();
        } else if (name.equals("facts")) {
            value = extension.getFacts();
        } else if (name.equals("gate") && extension.getGate() != null) {
            value = extension.getGate().isEmpty() ? "none" : String.join(",", extension.getGate());
        } else if (name.equals("arguments") && !extension.getArguments().isEmpty()) {
            value = String.join(" ", extension.getArguments());
        }
        return value == null ? usual : value.toString();
    }
}
