namespace Holdfast.Configuration.Keys;

/// <summary>All keys of one record of the model.</summary>
internal abstract class RecordKeys(Type record, string title, string plural)
{
    public Type Record { get; } = record;

    /// <summary>Name in the schema: "Server".</summary>
    public string Title { get; } = title;

    /// <summary>Name of many, for messages: "servers".</summary>
    public string Plural { get; } = plural;

    /// <summary>One or two sentences for the reference page.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>In flow style on one line, for messages.</summary>
    public string Example { get; init; } = "";

    /// <summary>The key that a single value in place of the mapping stands for; null when there is none.</summary>
    public string? Shorthand { get; init; }

    public abstract IReadOnlyList<ConfigKey> All { get; }

    /// <summary>As the reference page prints it.</summary>
    public abstract string DefaultOf(ConfigKey key);
}
