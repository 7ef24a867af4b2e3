namespace Holdfast.Http1;

/// <summary>RFC 9112 section 3.2. Authority-form belongs to CONNECT, which is refused.</summary>
public enum TargetForm : byte
{
    Origin,
    Absolute,
    Asterisk,
}
