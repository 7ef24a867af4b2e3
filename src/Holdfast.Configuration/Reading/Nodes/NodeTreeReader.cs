using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Holdfast.Configuration.Reading.Nodes;

/// <summary>
/// YAML events to nodes with places. Everything is bounded while it is read, so that a hostile file costs no more than an honest one of
/// its size. Uses the event parser of YamlDotNet alone: its object deserializer costs more start-up time than the whole gateway may take.
/// </summary>
internal sealed class NodeTreeReader(FindingList findings)
{
    /// <summary>The deepest path of a real configuration is 6.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Nodes after aliases are counted out; a file of 8 MiB without aliases has fewer than this.</summary>
    public const long MaximumNodes = 8 * 1024 * 1024;

    private readonly Dictionary<string, ConfigNode?> _anchors = new(StringComparer.Ordinal);
    private IParser _parser = null!;
    private long _nodes;

    /// <summary>The document, or null when there is a finding that leaves nothing to go on with.</summary>
    public ConfigNode? Read(string text)
    {
        try
        {
            _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            return ReadDocument();
        }
        catch (YamlException exception)
        {
            SyntaxAdvice.Report(findings, text, exception.Start, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // The scanner lets a few slips of its own out for broken text; for the operator they are one more syntax error.
            SyntaxAdvice.Report(findings, text, _parser.Current?.End ?? Mark.Empty, "this is neither a value nor the end of one");
        }

        return null;
    }

    private ConfigNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            findings.Add(0, 0, "", "the configuration is empty", "Start from examples/minimal.yaml.");
            return null;
        }

        _parser.Consume<DocumentStart>();
        ConfigNode? root = ReadNode(depth: 0);
        if (root is null)
        {
            return null;
        }

        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            findings.Add(Line(second.Start), Column(second.Start), "", "a second document starts here", "A configuration is one document: remove the line ---.");
            return null;
        }

        return root;
    }

    private ConfigNode? ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return ReadAlias(alias);
        }

        NodeEvent start = _parser.Consume<NodeEvent>();
        if (depth > MaximumDepth)
        {
            return Refuse(start, $"values are nested deeper than {MaximumDepth} levels", "No part of a configuration is so deep: look for a bracket too many.");
        }

        if (!start.Tag.IsEmpty && !(start.Tag.IsNonSpecific && start is Scalar))
        {
            return Refuse(start, "YAML tags (!) are not supported", "Remove the tag; put a value that starts with ! in quotes.");
        }

        string? anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
        {
            // Known but unfinished: an alias below here would repeat itself without end.
            _anchors[anchor] = null;
        }

        ConfigNode? node = start switch
        {
            Scalar scalar => new ScalarNode(Line(scalar.Start), Column(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadSequence(start, depth),
            _ => ReadMapping(start, depth),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = node;
        }

        return node is null || !CountNodes(start, 1) ? null : node;
    }

    private SequenceNode? ReadSequence(NodeEvent start, int depth)
    {
        var sequence = new SequenceNode(Line(start.Start), Column(start.Start));
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } item)
            {
                return null;
            }

            sequence.Items.Add(item);
            sequence.Size += item.Size;
        }

        return sequence;
    }

    private MappingNode? ReadMapping(NodeEvent start, int depth)
    {
        var mapping = new MappingNode(Line(start.Start), Column(start.Start));
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } key || ReadNode(depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not ScalarNode name)
            {
                findings.Add(key.Line, key.Column, "", $"a key is {key.Description}", "A key is a single word; put a value that starts with [ or { in quotes.");
                continue;
            }

            mapping.Entries.Add(new MappingEntry(name, value));
            mapping.Size += 1 + value.Size;
        }

        if (!MergeKeys.TryApply(mapping))
        {
            findings.Add(mapping.Line, mapping.Column, "", "<< takes a mapping, or a list of mappings", "Write <<: *name, where &name marks a mapping.");
        }

        return mapping;
    }

    private ConfigNode? ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out ConfigNode? node))
        {
            return Refuse(alias, "this alias has no anchor above it", "A value that starts with * must be in quotes: \"*.example.com\". For an alias, write &name at the value it repeats.");
        }

        return node is null
            ? Refuse(alias, "this alias is inside the value it repeats", "Move the anchor to a value that does not contain the alias.")
            : CountNodes(alias, node.Size) ? node : null;
    }

    private bool CountNodes(ParsingEvent place, long count)
    {
        _nodes += count;
        if (_nodes <= MaximumNodes)
        {
            return true;
        }

        Refuse(place, "aliases make the configuration too large", "Write fewer aliases of aliases.");
        return false;
    }

    private ConfigNode? Refuse(ParsingEvent place, string message, string remedy)
    {
        findings.Add(Line(place.Start), Column(place.Start), "", message, remedy);
        return null;
    }

    private static int Line(Mark mark) => (int)mark.Line;

    private static int Column(Mark mark) => (int)mark.Column;
}
