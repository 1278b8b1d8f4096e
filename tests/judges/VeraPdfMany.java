import java.io.File;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs veraPDF over many files in one JVM. Arguments: the names of validation profiles (PDFA-2A,PDFUA-1), then pairs of
 * a PDF and the file its report goes to. A report has a line a profile, "profile TAB yes|no|broken", and below it a line
 * for every rule that is not kept: TAB, rule, TAB, message, TAB, place. The jar has its XML binding cut out, so that the
 * profiles, which lie in it, are read with DOM.
 */
public final class VeraPdfMany {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        List<ValidationProfile> profiles = new ArrayList<>();
        String[] names = arguments[0].split(",");
        for (String name : names) {
            profiles.add(profile(name));
        }
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            try (PrintWriter report = new PrintWriter(arguments[i + 1], StandardCharsets.UTF_8)) {
                for (int n = 0; n < names.length; n++) {
                    judge(new File(arguments[i]), names[n], profiles.get(n), report);
                }
            }
        }
    }

    private static void judge(File file, String name, ValidationProfile profile, PrintWriter report) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour())) {
            ValidationResult result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            report.println(name + "\t" + (result.isCompliant() ? "yes" : "no"));
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion test : result.getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
                    String place = test.getLocation() == null ? "" : test.getLocation().getContext();
                    failed.putIfAbsent(rule, line(test.getMessage()) + "\t" + line(place));
                }
            }
            failed.forEach((rule, said) -> report.println("\t" + rule + "\t" + said));
        } catch (Exception error) {
            report.println(name + "\tbroken");
            report.println("\t0-0\t" + line(error.toString()) + "\t");
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        Element root;
        try (InputStream in = ValidationProfile.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : all(root, "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
        }
        Element details = all(root, "details").get(0);
        return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
            Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"), "", new Date(0)),
            "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        List<ErrorArgument> asked = new ArrayList<>();
        for (Element argument : all(rule, "argument")) {
            String shown = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            asked.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), shown, null));
        }
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
            text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), asked), new ArrayList<>());
    }

    private static List<Element> all(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = all(parent, name);
        return found.isEmpty() ? null : found.get(0).getTextContent();
    }

    private static String line(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }
}
