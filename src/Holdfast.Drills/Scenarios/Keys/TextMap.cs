using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

/// <summary>A mapping of names to single values that another program understands.</summary>
internal static class TextMap
{
    public static MapKind<string> Of(string keyName, string example) => new(new TextKind(example), keyName, StringComparer.Ordinal);
}
