namespace Holdfast.Drills.Running;

/// <summary>Many small .NET processes share few processors in a drill.</summary>
internal static class DotnetSettings
{
    /// <summary>Servers are small: no background compilation or collection that competes with the gateway under test.</summary>
    public static IReadOnlyDictionary<string, string> ForServers { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };
}
