using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Nodes;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Reading;

/// <summary>
/// Other documents than the gateway's configuration (traffic, drills), read with the same conventions: units, variables, unknown keys
/// with a suggestion, every finding at once with its place.
/// </summary>
internal static class DocumentReader
{
    /// <param name="noun">What the document is, for messages: "a drill".</param>
    /// <param name="rules">What no single key can tell; runs on whatever could be read.</param>
    public static DocumentReadResult<T> Read<T>(RecordKeys<T> keys, string noun, string text, string file, Func<string, string?> environment, Action<T, DocumentCheck> rules)
        where T : class
    {
        var findings = new FindingList(file);
        T? document = null;
        string source = text.StartsWith('\ufeff') ? text[1..] : text;
        if (string.IsNullOrWhiteSpace(source))
        {
            findings.Add(0, 0, "", $"the file is empty, not {noun}", $"Start from the example {keys.Example}.");
        }
        else if (SourceCheck.Accepts(source, findings) && new NodeTreeReader(findings).Read(source) is { } root)
        {
            document = ReadRoot(keys, noun, root, new ReadContext(findings, environment), findings, rules);
        }

        return new DocumentReadResult<T>(findings.HasErrors ? null : document, findings.ToResult(null, source));
    }

    private static T? ReadRoot<T>(RecordKeys<T> keys, string noun, ConfigNode root, ReadContext context, FindingList findings, Action<T, DocumentCheck> rules)
        where T : class
    {
        if (root is not MappingNode)
        {
            findings.Add(root.Line, root.Column, "", $"{noun} is a mapping, but this is {root.Description}", $"Start from the example {keys.Example}.");
            return null;
        }

        new RecordKind<T>(keys).TryRead(root, ConfigPath.Root, context, out T document);
        rules(document, new DocumentCheck(root, context, findings));
        return document;
    }
}
