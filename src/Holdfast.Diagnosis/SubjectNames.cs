namespace Holdfast.Diagnosis;

/// <summary>The parts of a subject's name, and the subject in words.</summary>
internal static class SubjectNames
{
    /// <summary>The pool of a server, or of a pool's class; "" without one.</summary>
    public static string PoolOf(SeriesSubject subject)
    {
        int slash = subject.Name.LastIndexOf('/');
        return slash < 0 ? "" : subject.Name[..slash];
    }

    public static string LastPart(SeriesSubject subject) => subject.Name[(subject.Name.LastIndexOf('/') + 1)..];

    public static string InWords(SeriesSubject subject) => subject.Kind switch
    {
        SubjectKind.Gateway => "the gateway",
        SubjectKind.Server => $"server {LastPart(subject)} of pool {PoolOf(subject)}",
        SubjectKind.Class when subject.Name.Contains('/') => $"class {LastPart(subject)} of pool {PoolOf(subject)}",
        _ => $"{subject.Kind.ToString().ToLowerInvariant()} {subject.Name}",
    };
}
