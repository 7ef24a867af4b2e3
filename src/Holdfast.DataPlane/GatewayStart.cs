namespace Holdfast.DataPlane;

/// <summary>A running gateway, or why none could be started.</summary>
public sealed record GatewayStart(Gateway? Gateway, IReadOnlyList<ListenFailure> Failures);
