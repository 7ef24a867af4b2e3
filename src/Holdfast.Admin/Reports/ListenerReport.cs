namespace Holdfast.Admin;

/// <param name="Accepting">False while the gateway drains.</param>
public sealed record ListenerReport(string Address, bool Accepting);
