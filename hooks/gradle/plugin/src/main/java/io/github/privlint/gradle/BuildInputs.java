package io.github.privlint.gradle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.gradle.api.GradleException;

/** The files that decide what a build resolves and merges, with their digests. */
public final class BuildInputs {
    private static final int DEEPEST = 12;
    private final File root;
    private final Map<String, String> found = new TreeMap<String, String>();

    private BuildInputs(File root) {
        this.root = root;
    }

    /** File, relative to the root of the build -> SHA-256. `modules` and `logic` are folders, relative as well. */
    public static Map<String, String> digests(File root, Collection<String> modules, Collection<String> logic) {
        BuildInputs inputs = new BuildInputs(root);
        inputs.addScripts(root);
        for (File folder : children(root)) {
            if (folder.isDirectory() && !isIgnored(folder)) {
                inputs.addScripts(folder);
            }
        }
        inputs.addBelow(new File(root, "gradle"), 0);
        for (String module : modules) {
            File folder = new File(root, module);
            inputs.addScripts(folder);
            inputs.addBelow(new File(folder, "gradle"), 0);
            for (File sources : children(new File(folder, "src"))) {
                inputs.add(new File(sources, "AndroidManifest.xml"));
            }
        }
        inputs.addBelow(new File(root, "buildSrc"), 0);
        for (String folder : logic) {
            inputs.addBelow(new File(root, folder), 0);
        }
        return inputs.found;
    }

    /** The way from the root of the build to a file, with forward slashes; "" for the root itself. */
    public static String relative(File root, File file) {
        try {
            return root.toPath().relativize(file.toPath()).toString().replace(File.separator, "/");
        } catch (IllegalArgumentException error) {
            return file.getPath().replace(File.separator, "/"); // on another drive
        }
    }

    /** The build files that lie in a folder itself. */
    void addScripts(File folder) {
        for (File file : children(folder)) {
            String name = file.getName();
            if (name.endsWith(".gradle") || name.endsWith(".gradle.kts") || name.endsWith(".lockfile") ||
                    name.equals("gradle.properties") || name.equals("AndroidManifest.xml")) {
                add(file);
            }
        }
    }

    /** Everything in a folder of build logic. */
    void addBelow(File folder, int depth) {
        for (File file : children(folder)) {
            if (file.isDirectory()) {
                if (depth < DEEPEST && !isIgnored(file)) {
                    addBelow(file, depth + 1);
                }
            } else if (isLogic(file.getName())) {
                add(file);
            }
        }
    }

    static boolean isLogic(String name) {
        for (String end : Arrays.asList(
                ".gradle", ".kts", ".kt", ".java", ".groovy", ".toml", ".lockfile", ".properties",
                "verification-metadata.xml")) {
            if (name.endsWith(end)) {
                return !name.equals("gradle-wrapper.properties");
            }
        }
        return false;
    }

    static boolean isIgnored(File folder) {
        return folder.getName().startsWith(".") ||
                Arrays.asList("build", "out", "bin", "node_modules").contains(folder.getName());
    }

    void add(File file) {
        if (file.isFile()) {
            found.put(relative(root, file), digest(file));
        }
    }

    static String digest(File file) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.toPath()));
            StringBuilder text = new StringBuilder();
            for (byte each : bytes) {
                text.append(String.format("%02x", each));
            }
            return text.toString();
        } catch (IOException error) {
            throw new GradleException("privlint: " + file + " cannot be read: " + error.getMessage(), error);
        } catch (NoSuchAlgorithmException error) {
            throw new GradleException("privlint: no SHA-256 in this Java", error);
        }
    }

    static Collection<File> children(File folder) {
        File[] files = folder.listFiles();
        return files == null ? new java.util.ArrayList<File>() : Arrays.asList(files);
    }
}
