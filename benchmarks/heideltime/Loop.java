// Reads "language<TAB>publication date<TAB>sentence" lines, prints HeidelTime's TimeML for each on one line, and at the end its seconds.
import de.unihd.dbs.heideltime.standalone.*;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.*;

public class Loop {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
        Map<String, HeidelTimeStandalone> engines = new HashMap<>();
        long spent = 0;
        for (String line; (line = in.readLine()) != null;) {
            String[] parts = line.split("\t", 3);
            HeidelTimeStandalone engine = engines.get(parts[0]);
            if (engine == null) {
                // The wheel has no tagger for the languages whose rules were made automatically; Norwegian is one of them.
                POSTagger tagger = parts[0].startsWith("auto-") ? POSTagger.NO : POSTagger.TREETAGGER;
                engine = new HeidelTimeStandalone(Language.getLanguageFromString(parts[0]), DocumentType.NEWS, OutputType.TIMEML, arguments[0], tagger);
                engines.put(parts[0], engine);
            }
            long began = System.nanoTime();
            String found = engine.process(parts[2], day.parse(parts[1]));
            spent += System.nanoTime() - began;
            out.println("RESULT " + found.replace('\n', ' '));
        }
        out.println("SECONDS " + spent / 1e9);
    }
}
