namespace Holdfast.Http1;

/// <summary>Bounds of a message head. One record for the process; every one is a number an operator may meet in an error.</summary>
/// <param name="StartLineBytes">Request line; longer is 414 (RFC 9110 section 15.5.15 asks for 8,000 at least).</param>
/// <param name="HeadBytes">Start line and fields together; longer is 431. Must fit one buffer.</param>
/// <param name="Fields">Number of field lines; more is 431.</param>
public sealed record HeadLimits(int StartLineBytes, int HeadBytes, int Fields)
{
    /// <summary>8 KiB line, 16 KiB head (one buffer, as HAProxy), 100 fields.</summary>
    public static HeadLimits Default { get; } = new(8 * 1024, 16 * 1024, 100);
}
