using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Admin;

/// <summary>Either a running server or the reason why not.</summary>
public sealed record AdminStartResult(AdminServer? Server, AdminStartFailure? Failure)
{
    [MemberNotNullWhen(true, nameof(Server))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsStarted => Server is not null;
}
