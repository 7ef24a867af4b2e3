namespace Holdfast.Foundation;

/// <summary>What there is where somebody named something else: "There is shop.", "There are a, b.".</summary>
public static class Choices
{
    public static string There(IReadOnlyCollection<string> names) => There(names, string.Join(", ", names));

    /// <param name="shown">The names as they are told, where not all of them are.</param>
    public static string There(IReadOnlyCollection<string> names, string shown) => names.Count switch
    {
        0 => "There is none.",
        1 => $"There is {shown}.",
        _ => $"There are {shown}.",
    };
}
