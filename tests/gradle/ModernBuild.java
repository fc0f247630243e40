import com.android.build.api.artifact.Artifacts;
import com.android.build.api.variant.ApplicationAndroidComponentsExtension;
import com.android.build.api.variant.Component;
import com.android.build.api.variant.VariantSelector;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.github.privlint.gradle.Members;
import io.github.privlint.gradle.PrivlintExtension;
import io.github.privlint.gradle.PrivlintPlugin;
import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import kotlin.Pair;
import org.gradle.api.Action;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.internal.project.ProjectInternal;
import org.gradle.api.internal.tasks.properties.TaskScheme;
import org.gradle.api.problems.internal.InternalProblems;
import org.gradle.api.provider.Provider;
import org.gradle.internal.reflect.DefaultTypeValidationContext;
import org.gradle.internal.service.ServiceRegistry;
import org.gradle.testfixtures.ProjectBuilder;

/**
 * Configures a build with a current version of Gradle in this process and runs the tasks of privlint, without the rest
 * of Gradle around them: `plugin` or `script`, the folder of the build, and the script.
 */
public class ModernBuild {
    public static void main(String[] arguments) throws Exception {
        int status = 1;
        try {
            run(arguments);
            status = 0;
        } catch (Throwable error) {
            error.printStackTrace();
        }
        System.out.flush();
        System.exit(status); // services of Gradle would keep this process alive
    }

    private static void run(String[] arguments) throws Exception {
        File folder = new File(arguments[1]);
        Project root = ProjectBuilder.builder().withProjectDir(folder).withName("root").build();
        Project app = ProjectBuilder.builder().withProjectDir(new File(folder, "app")).withName("app").withParent(root).build();
        Project lib = ProjectBuilder.builder().withProjectDir(new File(folder, "lib")).withName("lib").withParent(root).build();
        for (int round = 0; round < 2; round++) { // applied twice it counts once
            if (arguments[0].equals("plugin")) {
                root.getPluginManager().apply(PrivlintPlugin.class);
            } else {
                Binding binding = new Binding();
                binding.setVariable("gradle", new Builds(root));
                new GroovyShell(ModernBuild.class.getClassLoader(), binding).evaluate(new File(arguments[2]));
            }
        }
        if (arguments[0].equals("plugin")) {
            PrivlintExtension extension = root.getExtensions().getByType(PrivlintExtension.class);
            extension.setFailOn("error");
            extension.setBaseline("accepted.json");
            extension.setCommand("no-such-privlint --debug");
            extension.setGate(Arrays.asList("check", "release"));
            extension.setFacts(true);
            extension.setArguments(Arrays.asList("--lang", "en"));
        }
        declare(root, app, lib);
        for (Project each : Arrays.asList(root, lib, app)) {
            ((ProjectInternal) each).evaluate();
        }
        TreeMap<String, Task> tasks = new TreeMap<>();
        for (Project each : Arrays.asList(root, app, lib)) {
            for (Task task : each.getTasks()) {
                if (task.getName().startsWith("privlint")) {
                    tasks.put(task.getPath(), task);
                }
            }
        }
        for (Task task : tasks.values()) {
            System.out.println("task " + task.getPath());
            if (task.getName().equals("privlintFacts")) {
                describe(task, folder);
            } else if (!task.getName().equals("privlintCheck")) {
                run(task);
            }
        }
        for (String name : Arrays.asList("check", "assembleRelease")) {
            for (Object each : app.getTasks().getByName(name).getDependsOn()) {
                System.out.println("needs " + name + " " + each);
            }
        }
        try {
            run(tasks.get(":privlintCheck"));
            System.out.println("check passed"); // with the privlint of this machine
        } catch (Exception error) {
            System.out.println("check " + error.getMessage());
        }
    }

    /** What a build cache goes by, and what this Gradle has against the way in which it is declared. */
    private static void describe(Task task, File folder) { // whose class the script has, too
        List<String> sources = new ArrayList<>();
        for (File file : (Iterable<File>) Members.call(task, "getSources")) {
            sources.add(folder.toPath().relativize(file.toPath()).toString());
        }
        File output = (File) Members.call(task, "getOutput");
        System.out.println("facts " + Members.call(task, "getModule") + " " +
                folder.toPath().relativize(output.toPath()) + " " + sources);
        ServiceRegistry services = ((ProjectInternal) task.getProject()).getServices();
        DefaultTypeValidationContext problems =
                DefaultTypeValidationContext.withoutRootType(true, services.get(InternalProblems.class));
        services.get(TaskScheme.class).getMetadataStore().getTypeMetadata(task.getClass()).visitValidationFailures(null, problems);
        for (Object each : problems.getProblems()) {
            System.out.println("problem " + each);
        }
    }

    private static void run(Task task) {
        for (Action<? super Task> action : new ArrayList<>(task.getActions())) {
            action.execute(task);
        }
    }

    private static void declare(Project root, Project app, Project lib) {
        for (Project each : Arrays.asList(app, lib)) {
            each.getPluginManager().apply("java");
            each.getRepositories().maven(repository -> repository.setUrl(new File(root.getProjectDir(), "repository").toURI()));
        }
        app.getTasks().register("assembleRelease");
        app.getConfigurations().create("releaseRuntimeClasspath", configuration -> {
            configuration.setCanBeConsumed(false);
            configuration.getAttributes().attribute(
                    org.gradle.api.attributes.Usage.USAGE_ATTRIBUTE,
                    app.getObjects().named(org.gradle.api.attributes.Usage.class, "java-runtime"));
            configuration.extendsFrom(app.getConfigurations().getByName("implementation"));
        });
        app.getDependencies().add("implementation", app.getDependencies().project(new TreeMap<>(java.util.Collections.singletonMap("path", ":lib"))));
        app.getDependencies().add("implementation", "com.vendor:core:1.+");
        app.getDependencies().add("implementation", "com.missing:gone:1.0");
        app.getDependencies().add("implementation", app.files("libs/local.jar"));
        app.getPluginManager().apply("com.android.application");
    }

    /** As far as the script asks: what Gradle answers when its projects are there already. */
    public static class Builds {
        private final Project root;

        Builds(Project root) {
            this.root = root;
        }

        public void rootProject(Action<Project> action) {
            action.execute(root);
        }
    }

    /** Has the extension of the Android plugin, by its real interfaces. */
    public static class AndroidPlugin implements Plugin<Project> {
        @Override
        public void apply(Project project) {
            project.getExtensions().add(
                    ApplicationAndroidComponentsExtension.class,
                    "androidComponents",
                    proxy(ApplicationAndroidComponentsExtension.class, (self, method, arguments) -> {
                        if (method.getName().equals("onVariants") && arguments[1] instanceof Action) {
                            for (String name : Arrays.asList("chinaRelease", "chinaDebug")) {
                                ((Action<Object>) arguments[1]).execute(variant(project, name));
                            }
                            return null;
                        }
                        return method.getName().equals("selector") ? selector() : other(self, method, arguments);
                    }));
        }

        private static VariantSelector selector() {
            return proxy(VariantSelector.class, (self, method, arguments) ->
                    method.getName().equals("all") ? self : other(self, method, arguments));
        }

        private static Component variant(Project project, String name) {
            List<Pair<String, String>> flavors = Arrays.asList(new Pair<>("market", "china"));
            Provider<?> manifest = project.getLayout().getProjectDirectory().file(project.provider(() -> "merged/" + name + ".xml"));
            Artifacts artifacts = proxy(Artifacts.class, (self, method, arguments) ->
                    method.getName().equals("get") ? manifest : other(self, method, arguments));
            return proxy(Component.class, (self, method, arguments) -> {
                switch (method.getName()) {
                    case "getName": return name;
                    case "getBuildType": return name.substring("china".length()).toLowerCase();
                    case "getProductFlavors": return flavors;
                    case "getArtifacts": return artifacts;
                    default: return other(self, method, arguments);
                }
            });
        }

        private static Object other(Object self, Method method, Object[] arguments) {
            switch (method.getName()) {
                case "toString": return "proxy";
                case "hashCode": return System.identityHashCode(self);
                case "equals": return self == arguments[0];
                default: throw new UnsupportedOperationException(method.toString());
            }
        }

        private static <T> T proxy(Class<T> type, InvocationHandler handler) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
