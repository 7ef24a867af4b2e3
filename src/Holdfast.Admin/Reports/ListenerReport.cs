namespace Holdfast.Admin;

/// <param name="Accepting">False while accepting pauses or the gateway drains.</param>
public sealed record ListenerReport(string Address, bool Accepting);
