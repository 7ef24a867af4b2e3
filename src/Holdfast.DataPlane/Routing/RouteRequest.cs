using Holdfast.Http1;

namespace Holdfast.DataPlane.Routing;

/// <summary>What of a request is matched.</summary>
internal readonly ref struct RouteRequest(
    ReadOnlySpan<byte> path, ReadOnlySpan<byte> method, ReadOnlySpan<byte> buffer, HeaderBlock fields)
{
    public ReadOnlySpan<byte> Path { get; } = path;

    private readonly ReadOnlySpan<byte> method = method;
    private readonly ReadOnlySpan<byte> buffer = buffer;

    public bool Meets(RouteCondition condition) => condition.Holds(method, buffer, fields);
}
