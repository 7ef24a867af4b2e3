using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

internal static class RequestKeys
{
    private const long BodyMaximum = 64 * 1024 * 1024;

    public static RecordKeys<RequestShape> Keys { get; } = new(
        "Request",
        "requests",
        new RequestShape(),
        new PropertyKey<RequestShape, string>("path", nameof(RequestShape.Path), new TextKind("/checkout"), shape => shape.Path, (shape, value) => shape with { Path = value })
        {
            Meaning = "Path and query.",
        },
        new PropertyKey<RequestShape, string>("method", nameof(RequestShape.Method), new TextKind("POST"), shape => shape.Method, (shape, value) => shape with { Method = value })
        {
            Meaning = "In capital letters.",
        },
        new PropertyKey<RequestShape, int>("weight", nameof(RequestShape.Weight), new IntegerKind(1, 1_000_000), shape => shape.Weight, (shape, value) => shape with { Weight = value })
        {
            Meaning = "Share among the requests of the class.",
        },
        new PropertyKey<RequestShape, long>("body", nameof(RequestShape.BodyBytes), new SizeKind(1, BodyMaximum, mayBeZero: true), shape => shape.BodyBytes, (shape, value) => shape with { BodyBytes = value })
        {
            Meaning = "Size of the body.",
            Example = "2KiB",
        },
        new PropertyKey<RequestShape, IReadOnlyDictionary<string, string>>("headers", nameof(RequestShape.Headers), HeaderMap, shape => shape.Headers, (shape, value) => shape with { Headers = value })
        {
            Meaning = "Added to those of the class.",
            Example = "{ X-Cart: full }",
        })
    {
        Meaning = "One kind of request; the path alone will do.",
        Example = "{ path: /checkout, method: POST, body: 2KiB }",
        Shorthand = "path",
    };

    internal static MapKind<string> HeaderMap => new(new TextKind("text", mayBeEmpty: true), "header", StringComparer.OrdinalIgnoreCase);
}
