using Holdfast.Configuration.Checking;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration;

/// <summary>
/// YAML text to <see cref="GatewayConfig"/>, or every finding with line, column, message and remedy.
/// Three steps: text to nodes (NodeTreeReader), nodes to records (RecordKeys), records past the rules (ConfigRules).
/// </summary>
public static class ConfigReader
{
    public const int MaximumFileBytes = 8 * 1024 * 1024;

    /// <summary>Nobody reads more; a file that is no configuration at all could have one for each line.</summary>
    public const int MaximumFindings = 1000;

    /// <param name="file">Name used in findings.</param>
    /// <param name="environment">Looks up ${NAME}; null when unset.</param>
    public static ConfigReadResult Read(string text, string file, Func<string, string?> environment)
    {
        var findings = new FindingList(file);
        GatewayConfig? config = null;

        // Editors of other systems put a byte order mark in front.
        string source = text.StartsWith('\ufeff') ? text[1..] : text;
        if (SourceCheck.Accepts(source, findings) && new NodeTreeReader(findings).Read(source) is { } root)
        {
            var context = new ReadContext(findings, environment);
            new RecordKind<GatewayConfig>(GatewayKeys.Keys).TryRead(root, ConfigPath.Root, context, out config);
            if (root is MappingNode)
            {
                ConfigRules.Check(new CheckContext(config, root, context, findings));
            }
        }

        return findings.ToResult(config, source);
    }
}
