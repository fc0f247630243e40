package io.github.privlint.gradle;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.gradle.api.Transformer;
import org.gradle.api.artifacts.result.ResolvedArtifactResult;

/** Turns artifacts into text: nothing else may be kept from one run of Gradle to the next. */
public final class ArtifactTexts
        implements Transformer<List<String>, Iterable<ResolvedArtifactResult>>, Serializable {
    private static final long serialVersionUID = 1L;
    private final String root;

    public ArtifactTexts(String root) {
        this.root = root;
    }

    @Override
    public List<String> transform(Iterable<ResolvedArtifactResult> artifacts) {
        List<String> rows = new ArrayList<String>();
        for (ResolvedArtifactResult each : artifacts) {
            rows.add(ExportFile.artifact(each.getId().getComponentIdentifier(), each.getFile(), root));
        }
        return rows;
    }
}
