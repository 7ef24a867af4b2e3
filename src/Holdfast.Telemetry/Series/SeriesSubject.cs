namespace Holdfast.Telemetry.Series;

/// <summary>Who or what was observed.</summary>
/// <param name="Name">
/// Of the gateway empty; of a route or pool its name; of a server "pool/server"; of a class "critical" as in the configuration, or
/// "pool/critical" for one pool's share of it; of a client what `holdfast top` shows.
/// </param>
public readonly record struct SeriesSubject(SubjectKind Kind, string Name)
{
    public static SeriesSubject Gateway { get; } = new(SubjectKind.Gateway, string.Empty);

    /// <summary>As operators write it: "gateway", "pool:shop", "server:shop/10.0.0.1:80".</summary>
    public override string ToString() => Kind == SubjectKind.Gateway ? "gateway" : $"{SeriesWords.Of(Kind)}:{Name}";
}
