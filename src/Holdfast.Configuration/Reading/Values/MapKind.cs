using System.Text.Json;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>A mapping whose keys are names of the operator's choice.</summary>
internal sealed class MapKind<T>(ValueKind<T> item, string keyName, StringComparer comparer) : ValueKind<IReadOnlyDictionary<string, T>>
{
    public override string TypeName => $"a mapping of {keyName} to {item.Record?.Title.ToLowerInvariant() ?? item.TypeName}";

    public override string Example => $"{{ {keyName}: {item.Example} }}";

    public override RecordKeys? Record => item.Record;

    public override string PathSuffix => $".<{keyName}>{item.PathSuffix}";

    public override ValueKind Item => item;

    public override string Format(object? value) => "none";

    public override IEnumerable<(string? Name, object Value)> PartsOf(object value) => ((IReadOnlyDictionary<string, T>)value).Select(static part => ((string?)part.Key, (object)part.Value!));

    public override bool TryRead(ConfigNode node, ConfigPath path, ReadContext context, out IReadOnlyDictionary<string, T> value)
    {
        var items = new Dictionary<string, T>(comparer);
        value = items;
        if (node is not MappingNode mapping)
        {
            context.ReportShape(node, path, this);
            return false;
        }

        bool understood = true;
        foreach (MappingEntry entry in mapping.Entries)
        {
            ConfigPath place = path.Key(entry.Key.Text);
            understood &= item.TryRead(entry.Value, place, context, out T read);
            if (!items.TryAdd(entry.Key.Text, read))
            {
                context.Report(entry.Key, place, $"{SafeText.Quote(entry.Key.Text)} is written twice", "Keep one of the two: the names must differ.");
                understood = false;
            }
        }

        return understood;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("additionalProperties");
        item.WriteSchema(writer);
        writer.WriteEndObject();
    }
}
