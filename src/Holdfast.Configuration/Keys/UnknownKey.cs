using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Keys;

/// <summary>What to say about a key that does not exist where it was written.</summary>
internal static class UnknownKey
{
    /// <returns>The known key that it most likely stands for.</returns>
    public static string? Report(RecordKeys keys, MappingEntry entry, ConfigPath path, ReadContext context)
    {
        IEnumerable<string> known = keys.All.Where(static key => key.Kind is not null).Select(static key => key.Name);
        string list = $"Known here: {string.Join(", ", known)}.";
        if (path.IsSecret)
        {
            // In a list of secrets even a key may be one: "- 3fa9...: operate".
            context.Report(entry.Key, path, "unknown key", list);
            return null;
        }

        string? closest = DidYouMean.Closest(entry.Key.Text, known);
        string remedy = closest is not null ? $"Did you mean {SafeText.Quote(closest)}?" : $"{Elsewhere(keys, entry.Key.Text)}{list}";
        context.Report(entry.Key, path.Key(entry.Key.Text), $"unknown key {SafeText.Quote(entry.Key.Text)}", remedy);
        return closest;
    }

    /// <summary>A known key in the wrong place is mostly a slip of the indentation.</summary>
    private static string Elsewhere(RecordKeys here, string name)
    {
        if (!KeyRegistry.All.Contains(here))
        {
            // Another document, such as a load: the keys of a configuration have no place in it at any indentation.
            return "";
        }

        RecordKeys? home = KeyRegistry.All.FirstOrDefault(keys => keys != here && keys.All.Any(key => key.Name == name));
        return home is null ? "" : $"It is a key of {home.Plural}: check the indentation. ";
    }
}
