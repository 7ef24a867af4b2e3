using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>Which postmortems are meant.</summary>
internal static class PostmortemFilters
{
    private static readonly (string Name, string Description)[] All =
    [
        ("cause", "Only of this cause, such as pool-exhaustion"),
        ("service", "Only of this pool"),
        ("status", "Only these: draft, in review, returned, approved, published or not required"),
    ];

    public static Option<string?>[] Create() => [.. All.Select(filter => new Option<string?>("--" + filter.Name) { Description = filter.Description, HelpName = filter.Name.ToUpperInvariant() })];

    public static string Query(ParseResult result, Option<string?>[] filters, string? words) => string.Join(
        '&',
        All.Zip(filters, (filter, option) => (filter.Name, Value: result.GetValue(option))).Append(("find", words))
            .Where(wish => !string.IsNullOrEmpty(wish.Item2))
            .Select(wish => $"{wish.Item1}={Uri.EscapeDataString(wish.Item2!)}"));
}
