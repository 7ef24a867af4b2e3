namespace Holdfast.Agent.Reading;

/// <param name="Kind">What sort of error it counts.</param>
internal sealed record ErrorCount(ErrorKind Kind, string Name, long Count);
