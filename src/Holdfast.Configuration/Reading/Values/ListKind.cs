using System.Text.Json;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>A list. Where the items are single words, one of them may stand without brackets.</summary>
internal sealed class ListKind<T>(ValueKind<T> item) : ValueKind<IReadOnlyList<T>>
{
    private bool TakesSingle => item.Record is null;

    public override string TypeName => item.Record is null ? $"{item.TypeName} or a list of it" : $"a list of {item.Record.Plural}";

    public override string Example => $"[{item.Example}]";

    public override string Bound => item.Bound;

    public override RecordKeys? Record => item.Record;

    public override string PathSuffix => "[]" + item.PathSuffix;

    public override ValueKind Item => item;

    public override string Format(object? value) => "none";

    public override IEnumerable<(string? Name, object Value)> PartsOf(object value) => ((IReadOnlyList<T>)value).Select(static part => ((string?)null, (object)part!));

    public override bool TryRead(ConfigNode node, ConfigPath path, ReadContext context, out IReadOnlyList<T> value)
    {
        value = [];
        if (node is SequenceNode sequence)
        {
            return TryReadItems(sequence, path, context, out value);
        }

        if (!TakesSingle || node is not ScalarNode { IsNull: false })
        {
            context.ReportShape(node, path, this);
            return false;
        }

        bool understood = item.TryRead(node, path, context, out T single);
        value = [single];
        return understood;
    }

    private bool TryReadItems(SequenceNode sequence, ConfigPath path, ReadContext context, out IReadOnlyList<T> value)
    {
        var items = new List<T>(sequence.Items.Count);
        bool understood = true;
        for (int index = 0; index < sequence.Items.Count; index++)
        {
            // What could not be read keeps its place: paths count items.
            understood &= item.TryRead(sequence.Items[index], path.Item(index), context, out T read);
            items.Add(read);
        }

        value = items;
        return understood;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        if (TakesSingle)
        {
            writer.WriteStartArray("anyOf");
            writer.WriteStartObject();
            WriteListSchema(writer);
            writer.WriteEndObject();
            writer.WriteStartObject();
            item.WriteSchema(writer);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else
        {
            WriteListSchema(writer);
        }
    }

    private void WriteListSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        item.WriteSchema(writer);
        writer.WriteEndObject();
    }
}
