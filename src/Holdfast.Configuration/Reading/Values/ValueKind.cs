using System.Text.Json;
using Holdfast.Configuration.Keys;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>How a value is written. The reader, the JSON Schema and the reference page all come from it.</summary>
internal abstract class ValueKind
{
    /// <summary>For messages and the reference: "a duration".</summary>
    public abstract string TypeName { get; }

    /// <summary>A value that is accepted; may be empty for records.</summary>
    public abstract string Example { get; }

    /// <summary>For the reference: "1ms to 1h"; empty when there is none.</summary>
    public virtual string Bound => "";

    /// <summary>The record that is written here or in each item, if any.</summary>
    public virtual RecordKeys? Record => null;

    /// <summary>What is put after the path of the key to name its parts: "[]" for a list.</summary>
    public virtual string PathSuffix => "";

    /// <summary>How each part is written, where the value has parts; null for a single value or record.</summary>
    public virtual ValueKind? Item => null;

    /// <summary>The parts of a value, with their names where they have some.</summary>
    public virtual IEnumerable<(string? Name, object Value)> PartsOf(object value) => [];

    /// <summary>A default as the operator would write it.</summary>
    public abstract string Format(object? value);

    /// <summary>Writes the members of a schema object that is already open.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}
