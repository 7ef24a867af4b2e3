namespace Holdfast.Drills.Load;

/// <summary>The load cannot be sent; the message says why and what to do, for the operator.</summary>
public sealed class LoadException(string message) : Exception(message);
