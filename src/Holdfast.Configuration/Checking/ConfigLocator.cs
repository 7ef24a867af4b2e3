using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Checking;

/// <summary>Finds the place of a path in the text. Only findings need places, so they are looked up instead of kept for every value.</summary>
internal static class ConfigLocator
{
    /// <summary>The key and the value at the path, or the deepest that exists above it.</summary>
    public static (ConfigNode Key, ConfigNode Value) Find(ConfigNode root, ConfigPath path, out bool exact)
    {
        if (path.Parent is null)
        {
            exact = true;
            return (root, root);
        }

        (ConfigNode Key, ConfigNode Value) above = Find(root, path.Parent, out exact);
        if (!exact)
        {
            return above;
        }

        if (path.Name is not null && above.Value is MappingNode mapping && mapping.Find(path.Name) is { } entry)
        {
            return (entry.Key, entry.Value);
        }

        if (path.Index >= 0 && above.Value is SequenceNode sequence && path.Index < sequence.Items.Count)
        {
            return (sequence.Items[path.Index], sequence.Items[path.Index]);
        }

        // A single value may stand for a list of one, or for the main key of a mapping: it is still the value that was written.
        exact = above.Value is ScalarNode;
        return above;
    }

    /// <summary>Whether the key itself stands in the text.</summary>
    public static bool IsWritten(ConfigNode root, ConfigPath path) =>
        path.Name is not null && Find(root, path.Parent!, out bool exact).Value is MappingNode mapping && exact && mapping.Find(path.Name) is not null;
}
