using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

/// <summary>Reads a mapping into a record, key by key.</summary>
/// <param name="empty">The record with all defaults; required members are empty.</param>
internal sealed class RecordKeys<T>(string title, string plural, T empty, params ConfigKey<T>[] keys) : RecordKeys(typeof(T), title, plural)
    where T : class
{
    /// <summary>Settles defaults that depend on other keys; it is told which keys were written.</summary>
    public Func<T, Func<string, bool>, T>? Finish { get; init; }

    public override IReadOnlyList<ConfigKey> All => keys;

    public override string DefaultOf(ConfigKey key) => key switch
    {
        { Default: { } written } => written,
        { IsRequired: true } => "required",
        { Kind: { } kind } => kind.Format(((ConfigKey<T>)key).ValueOf(empty)),
        _ => "",
    };

    public bool TryRead(ConfigNode node, ConfigPath path, ReadContext context, ValueKind kind, out T value)
    {
        value = empty;
        if (node is MappingNode mapping)
        {
            value = ReadMapping(mapping, path, context);
            return true;
        }

        if (Shorthand is null || node is not ScalarNode { IsNull: false })
        {
            context.ReportShape(node, path, kind);
            return false;
        }

        ConfigKey<T> single = keys[IndexOf(Shorthand)];
        value = single.Read(empty, node, path.Key(single.Name, single.IsSecret), context);
        return true;
    }

    private T ReadMapping(MappingNode mapping, ConfigPath path, ReadContext context)
    {
        T record = empty;
        var written = new MappingEntry?[keys.Length];
        var meant = new HashSet<string>(StringComparer.Ordinal);
        foreach (MappingEntry entry in mapping.Entries)
        {
            int index = IndexOf(entry.Key.Text);
            if (index < 0)
            {
                meant.Add(UnknownKey.Report(this, entry, path, context) ?? "");
            }
            else if (written[index] is { } first)
            {
                context.Report(entry.Key, path.Key(entry.Key.Text), $"{entry.Key.Text} is written twice, first in line {first.Key.Line}", "Keep one of the two.");
            }
            else
            {
                written[index] = entry;
                record = keys[index].Read(record, entry.Value, path.Key(entry.Key.Text, keys[index].IsSecret), context);
            }
        }

        ReportMissing(mapping, written, meant, path, context);
        return Finish is null ? record : Finish(record, name => written[IndexOf(name)] is not null);
    }

    /// <param name="meant">Keys that a misspelt one stands for: they are there, in their way.</param>
    private void ReportMissing(MappingNode mapping, MappingEntry?[] written, HashSet<string> meant, ConfigPath path, ReadContext context)
    {
        for (int index = 0; index < keys.Length; index++)
        {
            if (written[index] is null && meant.Contains(keys[index].Name))
            {
                context.UnreadPaths.Add(path.Key(keys[index].Name).ToString());
            }
            else if (keys[index].IsRequired && written[index] is null)
            {
                string example = keys[index].Example.Length > 0 ? keys[index].Example : keys[index].Kind!.Example;
                context.Report(mapping, path.Key(keys[index].Name), $"{keys[index].Name} is missing", $"Add {keys[index].Name}: {example}.");
            }
        }
    }

    private int IndexOf(string name) => Array.FindIndex(keys, key => key.Name == name);
}
