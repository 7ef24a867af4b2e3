namespace Holdfast.Http1;

/// <summary>One field line: where its name and its trimmed value are.</summary>
/// <param name="HopByHop">Must not be forwarded: a hop-by-hop field, or one that Connection names (RFC 9110 section 7.6.1).</param>
public readonly record struct HeaderField(Slice Name, Slice Value, KnownField Known, bool HopByHop);
