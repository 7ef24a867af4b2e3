namespace Holdfast.Configuration.Reading.Nodes;

/// <summary>The YAML merge key: <c>&lt;&lt;: *other</c> takes the entries of another mapping that are not written here.</summary>
internal static class MergeKeys
{
    public const string Key = "<<";

    /// <summary>Replaces the merge entries of a mapping by what they bring. False when one of them is not a mapping.</summary>
    public static bool TryApply(MappingNode mapping)
    {
        List<MappingEntry> merges = mapping.Entries.FindAll(static entry => entry.Key.IsPlain && entry.Key.Text == Key);
        if (merges.Count == 0)
        {
            return true;
        }

        mapping.Entries.RemoveAll(merges.Contains);
        var written = new HashSet<string>(mapping.Entries.Select(static entry => entry.Key.Text), StringComparer.Ordinal);
        bool understood = true;
        foreach (MappingEntry merge in merges)
        {
            IReadOnlyList<ConfigNode> sources = merge.Value is SequenceNode list ? list.Items : [merge.Value];
            foreach (ConfigNode source in sources)
            {
                understood &= TryTake(mapping, source, written);
            }
        }

        return understood;
    }

    private static bool TryTake(MappingNode mapping, ConfigNode source, HashSet<string> written)
    {
        if (source is not MappingNode other)
        {
            return false;
        }

        mapping.Entries.AddRange(other.Entries.Where(entry => written.Add(entry.Key.Text)));
        return true;
    }
}
