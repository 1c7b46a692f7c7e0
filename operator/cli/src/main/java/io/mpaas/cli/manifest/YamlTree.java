package io.mpaas.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML document as JSON, with the line of every field. YAML 1.1, as kubectl reads it; a key given twice is refused. */
final class YamlTree {
    private static final Set<Tag> TYPED = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private static final int MOST_LEVELS = 100;
    /** Aliases of aliases grow without end; a Release of 512 components has a fraction of it. */
    private static final int MOST_NODES = 300_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Yaml scalars = new Yaml(new SafeConstructor(new LoaderOptions()));
    private final Map<String, Integer> lines = new HashMap<>();
    private int nodes;

    private YamlTree() {}

    /** Throws {@link Refused}. */
    static Manifest read(String file, Node root) {
        YamlTree tree = new YamlTree();
        JsonNode document = tree.convert(root, "", 0);
        return new Manifest(file, document, new Lines(tree.lines));
    }

    private JsonNode convert(Node node, String field, int level) {
        lines.putIfAbsent(field, line(node));
        if (level > MOST_LEVELS) {
            throw new Refused(node.getStartMark(), "more than " + MOST_LEVELS + " levels, or an alias inside itself");
        }
        if (++nodes > MOST_NODES) {
            throw new Refused(node.getStartMark(), "more than " + MOST_NODES + " values: aliases of aliases?");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, field, level);
            case SequenceNode sequence -> list(sequence, field, level);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new Refused(node.getStartMark(), "an unexpected kind of node");
        };
    }

    private ObjectNode object(MappingNode mapping, String field, int level) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar) || key.getTag().equals(Tag.MERGE)) {
                throw new Refused(key.getStartMark(), "keys must be plain words; \"<<\" is not supported");
            }
            String name = scalar.getValue();
            if (object.has(name)) {
                throw new Refused(key.getStartMark(), "\"" + name + "\" is given twice");
            }
            String path = field.isEmpty() ? name : field + "." + name;
            lines.put(path, line(key));
            object.set(name, convert(tuple.getValueNode(), path, level + 1));
        }
        return object;
    }

    private ArrayNode list(SequenceNode sequence, String field, int level) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            list.add(convert(item, field + "[" + list.size() + "]", level + 1));
        }
        return list;
    }

    /** Dates stay text, as in kubectl. */
    private JsonNode scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        boolean typed = TYPED.contains(tag);
        return typed ? MAPPER.valueToTree(scalars.load(scalar.getValue())) : TextNode.valueOf(scalar.getValue());
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** A document that is YAML, but no Kubernetes object could come of it. */
    static final class Refused extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        Refused(Mark mark, String problem) {
            super(null, null, problem, mark);
        }
    }
}
