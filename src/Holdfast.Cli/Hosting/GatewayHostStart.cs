using Holdfast.DataPlane;

namespace Holdfast.Cli;

/// <summary>A running gateway, or why none could be started.</summary>
internal sealed record GatewayHostStart(GatewayHost? Host, IReadOnlyList<ListenFailure> Failures);
