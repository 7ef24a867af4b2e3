namespace Holdfast.Drills;

/// <summary>A whole answer, ready to be sent.</summary>
/// <param name="HeadBytes">What a HEAD request gets of it.</param>
internal sealed record OriginReply(byte[] Bytes, int HeadBytes);
