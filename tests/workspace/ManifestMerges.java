import com.android.manifmerger.ManifestMerger2;
import com.android.manifmerger.ManifestSystemProperty;

import com.android.manifmerger.MergingReport;
import com.android.utils.StdLogger;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * Merges manifests with Google's merger. Each folder below the first argument is one merge: main.xml, overlay0.xml …
 * (the first counts most), library0.xml …. Writes merged.xml, or error.txt with what the merger says.
 */
public class ManifestMerges {
    public static void main(String[] arguments) throws Exception {
        File[] folders = new File(arguments[0]).listFiles();
        Arrays.sort(folders);
        for (File folder : folders) {
            try {
                merge(folder);
            } catch (IllegalArgumentException error) { // instructions that contradict each other
                write(new File(folder, "error.txt"), error.toString());
            }
        }
    }

    private static void merge(File folder) throws Exception {
        ManifestMerger2.Invoker merger = ManifestMerger2.newMerger(
                new File(folder, "main.xml"), new StdLogger(StdLogger.Level.ERROR), ManifestMerger2.MergeType.APPLICATION);
        for (int at = 0; new File(folder, "overlay" + at + ".xml").exists(); at++) {
            merger.addFlavorAndBuildTypeManifest(new File(folder, "overlay" + at + ".xml"));
        }
        for (int at = 0; new File(folder, "library" + at + ".xml").exists(); at++) {
            merger.addLibraryManifest(new File(folder, "library" + at + ".xml"));
        }
        merger.setOverride(ManifestSystemProperty.UsesSdk.MIN_SDK_VERSION, "21");
        merger.setOverride(ManifestSystemProperty.UsesSdk.TARGET_SDK_VERSION, "30");
        merger.setPlaceHolderValue("applicationId", "com.example.id");
        merger.setPlaceHolderValue("host", "example.org");
        merger.withFeatures(ManifestMerger2.Invoker.Feature.REMOVE_TOOLS_DECLARATIONS);
        MergingReport report = merger.merge();
        if (report.getResult().isSuccess()) {
            write(new File(folder, "merged.xml"), report.getMergedDocument(MergingReport.MergedManifestKind.MERGED));
        } else {
            StringBuilder text = new StringBuilder();
            for (MergingReport.Record record : report.getLoggingRecords()) {
                text.append(record.getSeverity()).append(' ').append(record.getMessage()).append('\n');
            }
            write(new File(folder, "error.txt"), text.toString());
        }
    }

    private static void write(File file, String text) throws Exception {
        Files.write(file.toPath(), text.getBytes(StandardCharsets.UTF_8));
    }
}
