namespace Holdfast.Configuration.Reading.Nodes;

internal sealed class MappingNode(int line, int column) : ConfigNode(line, column)
{
    /// <summary>In the order written; a key that is written twice is here twice.</summary>
    public List<MappingEntry> Entries { get; } = [];

    public override string Description => "a mapping";

    public MappingEntry? Find(string key)
    {
        foreach (MappingEntry entry in Entries)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}
