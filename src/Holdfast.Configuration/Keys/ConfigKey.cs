using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

/// <summary>One key that an operator can write: its name, kind, default and meaning. Reader, schema and reference page come from it.</summary>
internal abstract class ConfigKey(string name)
{
    public string Name { get; } = name;

    /// <summary>Property of the record that it sets; null for keys that are only accepted or refused.</summary>
    public string? Property { get; init; }

    /// <summary>Null for a key that is refused.</summary>
    public ValueKind? Kind { get; init; }

    /// <summary>For the reference page and the tooltips of editors.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>A value that shows more than the kind's own example does.</summary>
    public string Example { get; init; } = "";

    /// <summary>Default where the record's own says too little ("the address").</summary>
    public string? Default { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Values at and below are never repeated in findings.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The value in a record of the key's own type; null when there is none.</summary>
    public abstract object? ValueOfRecord(object record);
}
