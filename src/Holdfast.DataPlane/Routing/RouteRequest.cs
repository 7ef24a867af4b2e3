using Holdfast.Http1;

namespace Holdfast.DataPlane.Routing;

/// <summary>What of a request is matched, and the conditions of all routes to try it on.</summary>
internal readonly ref struct RouteRequest(
    ReadOnlySpan<byte> path, ReadOnlySpan<byte> method, ReadOnlySpan<byte> buffer, HeaderBlock fields, RouteCondition[] conditions)
{
    public ReadOnlySpan<byte> Path { get; } = path;

    private readonly ReadOnlySpan<byte> method = method;
    private readonly ReadOnlySpan<byte> buffer = buffer;

    public bool Meets(int route) => conditions[route].Holds(method, buffer, fields);
}
