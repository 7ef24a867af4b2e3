namespace Holdfast.Diagnosis;

/// <summary>
/// The parts of a subject's name, and the subject in words. No pool has a slash in its name; a server may, as each of a host with several addresses has:
/// app.internal:80/10.0.0.1:80.
/// </summary>
internal static class SubjectNames
{
    /// <summary>The pool of a server, or of a pool's class; "" without one.</summary>
    public static string PoolOf(SeriesSubject subject)
    {
        int slash = subject.Name.IndexOf('/');
        return slash < 0 ? "" : subject.Name[..slash];
    }

    /// <summary>Without making a name of it: asked for each server of a large service.</summary>
    public static bool IsServerOf(SeriesSubject server, SeriesSubject pool) =>
        server.Name.Length > pool.Name.Length && server.Name[pool.Name.Length] == '/' && server.Name.StartsWith(pool.Name, StringComparison.Ordinal);

    public static string LastPart(SeriesSubject subject) => subject.Name[(subject.Name.IndexOf('/') + 1)..];

    public static string InWords(SeriesSubject subject) => subject.Kind switch
    {
        SubjectKind.Gateway => "the gateway",
        SubjectKind.Server => $"server {LastPart(subject)} of pool {PoolOf(subject)}",
        SubjectKind.Class when subject.Name.Contains('/') => $"class {LastPart(subject)} of pool {PoolOf(subject)}",
        _ => $"{subject.Kind.ToString().ToLowerInvariant()} {subject.Name}",
    };
}
