/* Preflight.java - PDF/A-1b by PDFBox Preflight (Debian: libpdfbox2-java), one line a file: "valid FILE" or
 * "invalid FILE: CODE reason; …". Exit status 1 if any is invalid. */
import java.io.File;
import java.util.stream.Collectors;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public class Preflight {
    static ValidationResult check(String name) throws Exception {
        PreflightParser parser = new PreflightParser(new File(name));
        parser.parse();
        try (PreflightDocument document = parser.getPreflightDocument()) {
            document.validate();
            return document.getResult();
        }
    }

    public static void main(String[] names) throws Exception {
        boolean valid = true;
        for (String name : names) {
            ValidationResult result = check(name);
            valid &= result.isValid();
            System.out.println(result.isValid() ? "valid " + name
                : "invalid " + name + ": " + result.getErrorsList().stream().distinct().limit(5)
                    .map(e -> e.getErrorCode() + " " + e.getDetails()).collect(Collectors.joining("; ")));
        }
        System.exit(valid ? 0 : 1);
    }
}
