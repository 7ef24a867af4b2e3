namespace Holdfast.Admin;

/// <summary>Why the admin side did not start, in a sentence for the operator with what to do about it.</summary>
public sealed record AdminStartFailure(AdminStartFailureKind Kind, string Message);
