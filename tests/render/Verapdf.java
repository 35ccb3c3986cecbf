// Asks veraPDF about PDFs: file names in, one JSON object a line out. One process for all, because starting it costs a second.
//
//   java -cp <veraPDF's jar> Verapdf.java <profiles, comma-separated> <file>…
//
// The profiles' XML is read here and not by veraPDF's own reader, which needs JAXB: that is in no Java since 11, and in the
// jar only in part.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.gf.model.GFModelParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Verapdf {
    private static final int SHOWN = 5;

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        List<ValidationProfile> profiles = new ArrayList<>();
        for (String name : arguments[0].split(",")) profiles.add(profile(name));
        for (int index = 1; index < arguments.length; index++) report(new File(arguments[index]), profiles);
    }

    private static void report(File file, List<ValidationProfile> profiles) throws Exception {
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (ValidationProfile profile : profiles) flavours.add(profile.getPDFAFlavour());
        try (GFModelParser parser = GFModelParser.createModelWithFlavour(file, flavours.get(0))) {
            parser.setFlavours(flavours);
            try (PDFAValidator validator = ValidatorFactory.createValidatorByProfiles(profiles, SHOWN, false, true, false)) {
                List<String> written = new ArrayList<>();
                for (ValidationResult result : validator.validateAll(parser)) written.add(written(result));
                System.out.println("{\"file\": " + quoted(file.getPath()) + ", \"results\": [" + String.join(", ", written) + "]}");
            }
        }
    }

    private static String written(ValidationResult result) {
        Map<String, String> faults = new TreeMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
            faults.putIfAbsent(rule, each.getErrorMessage() + " | " + each.getLocation().getContext());
        }
        List<String> written = new ArrayList<>();
        faults.forEach((rule, text) -> written.add(quoted(rule) + ": " + quoted(text)));
        return "{\"profile\": " + quoted(result.getPDFAFlavour().name()) + ", \"passed\": " + result.isCompliant()
            + ", \"rules\": " + result.getValidationProfile().getRules().size() + ", \"checks\": " + result.getTotalAssertions()
            + ", \"faults\": {" + String.join(", ", written) + "}}";
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Profiles.class.getResourceAsStream(place)) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element each : children(root, "rules", "rule")) rules.add(rule(each));
            Set<Variable> variables = new LinkedHashSet<>();
            for (Element each : children(root, "variables", "variable")) {
                variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                    text(each, "defaultValue"), text(each, "value")));
            }
            return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = (Element) rule.getElementsByTagName("id").item(0);
        List<ErrorArgument> none = new ArrayList<>();
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"), rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
            rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), none), new ArrayList<>());
    }

    private static List<Element> children(Element root, String list, String name) {
        List<Element> found = new ArrayList<>();
        NodeList lists = root.getElementsByTagName(list);
        if (lists.getLength() == 0) return found;
        NodeList each = ((Element) lists.item(0)).getElementsByTagName(name);
        for (int index = 0; index < each.getLength(); index++) found.add((Element) each.item(index));
        return found;
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char letter : String.valueOf(text).toCharArray()) {
            if (letter == '"' || letter == '\\') out.append('\\').append(letter);
            else if (letter < ' ' || letter > '~') out.append(String.format("\\u%04x", (int) letter));
            else out.append(letter);
        }
        return out.append('"').toString();
    }
}
