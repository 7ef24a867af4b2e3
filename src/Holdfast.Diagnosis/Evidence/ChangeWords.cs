namespace Holdfast.Diagnosis.Evidence;

/// <summary>What a change is about. Keeps nothing.</summary>
internal static class ChangeWords
{
    /// <summary>The pool or one of its servers, as series write it ("pool:shop") or as whoever announces a deployment does ("shop").</summary>
    public static bool Concerns(this ChangeEvent change, SeriesSubject pool)
    {
        string subject = NameOf(change);
        return subject == pool.Name || subject.StartsWith(pool.Name + "/", StringComparison.Ordinal);
    }

    /// <summary>Without the kind: "shop", "shop/10.0.0.1:80".</summary>
    public static string NameOf(ChangeEvent change) =>
        change.Subject[(change.Subject.StartsWith("pool:", StringComparison.Ordinal) || change.Subject.StartsWith("server:", StringComparison.Ordinal) ? change.Subject.IndexOf(':', StringComparison.Ordinal) + 1 : 0)..];

    public static bool Mentions(this ChangeEvent change, string word) =>
        change.Subject.Contains(word, StringComparison.OrdinalIgnoreCase) || change.What.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A configuration with other servers of the pool.</summary>
    public static bool MovesServers(this ChangeEvent change, SeriesSubject pool) => change.Kind == ChangeKind.Configuration && change.Mentions($"pools.{pool.Name}.servers");
}
