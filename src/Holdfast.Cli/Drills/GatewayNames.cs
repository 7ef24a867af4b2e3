using System.CommandLine.Parsing;
using Holdfast.Configuration.Reading;
using Holdfast.Drills.Running;

namespace Holdfast.Cli;

/// <summary>Gateways as they are named on the command line.</summary>
internal static class GatewayNames
{
    public static string Known => string.Join(", ", GatewayKinds.All.Select(static kind => kind.Name));

    public static GatewayKind? One(ArgumentResult result) => Find(result, result.Tokens[0].Value);

    /// <summary>With commas between; in their order, each once.</summary>
    public static IReadOnlyList<GatewayKind>? Several(ArgumentResult result) =>
        [.. result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries).Select(name => Find(result, name)).OfType<GatewayKind>().Distinct()];

    private static GatewayKind? Find(ArgumentResult result, string name)
    {
        GatewayKind? kind = GatewayKinds.Find(name);
        if (kind is null)
        {
            string remedy = DidYouMean.Closest(name, GatewayKinds.All.Select(static known => known.Name)) is { } closest ? $"Did you mean '{closest}'?" : $"Known are {Known}";
            result.AddError($"there is no gateway '{name}'. {remedy}");
        }

        return kind;
    }
}
