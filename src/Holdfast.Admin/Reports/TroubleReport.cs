namespace Holdfast.Admin;

/// <summary>Something that an operator should know now.</summary>
/// <param name="Severity">error: users feel it or soon will; warning: a fact that must not be forgotten.</param>
/// <param name="Kind">For programs, such as shedding or server_out.</param>
/// <param name="Text">For people: one sentence without a full stop.</param>
public sealed record TroubleReport(string Severity, string Kind, string? Pool, string? Server, string Text)
{
    public const string Error = "error";
    public const string Warning = "warning";
}
