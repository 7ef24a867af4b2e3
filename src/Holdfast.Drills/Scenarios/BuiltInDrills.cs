using System.Reflection;

namespace Holdfast.Drills.Scenarios;

/// <summary>The files of drills/ as they were when the program was built, so that the single file needs nothing beside it.</summary>
public static class BuiltInDrills
{
    private const string Prefix = "drills/";
    private const string VariantsFolder = "variants/";

    private static readonly Assembly Holder = typeof(BuiltInDrills).Assembly;

    /// <summary>In alphabetical order; bench/overload has more, which are no outages.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Holder.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal) && name.IndexOf('/', Prefix.Length) < 0)
            .Select(static name => name[Prefix.Length..^".yaml".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Pages that are no outages of their own, as "variants/monitoring-load", in alphabetical order.</summary>
    public static IReadOnlyList<string> Variants { get; } =
    [
        .. Holder.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix + VariantsFolder, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(static name => name[Prefix.Length..^".yaml".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>For example dead-host.yaml or peers/haproxy/requests.cfg; null when there is no such file.</summary>
    public static string? Read(string path)
    {
        using Stream? stream = Holder.GetManifestResourceStream(Prefix + path);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
